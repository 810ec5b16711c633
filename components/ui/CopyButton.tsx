import { i18n } from '#i18n';
import { useSaid } from './said';

interface CopyButtonProps {
  text: string | (() => Promise<string>);
  /** The button's label; "Copy" by default. */
  label?: string;
  class?: string;
  /** Id of the element that describes what is copied. */
  describedBy?: string;
  /** Lets the parent announce it in a status region. */
  onCopied: () => void;
}

/** Copies a text on a click, and says for a moment whether that worked. */
export function CopyButton({ text, label, class: className, describedBy, onCopied }: CopyButtonProps) {
  const [said, say] = useSaid();

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
    } catch {
      say('field.notCopied');
      return;
    }
    say('field.copied');
    onCopied();
  }

  return (
    <button type="button" class={className ?? 'button button-small copy'} aria-describedby={describedBy} onClick={copy}>
      {said ? i18n.t(said) : (label ?? i18n.t('field.copy'))}
    </button>
  );
}
