import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

/** Milliseconds for which the button shows the outcome. */
const SAID_FOR_MS = 2_000;

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
  const [said, setSaid] = useState<'field.copied' | 'field.notCopied'>();

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(undefined), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text());
    } catch {
      setSaid('field.notCopied');
      return;
    }
    setSaid('field.copied');
    onCopied();
  }

  return (
    <button type="button" class={className ?? 'button button-small copy'} aria-describedby={describedBy} onClick={copy}>
      {said ? i18n.t(said) : (label ?? i18n.t('field.copy'))}
    </button>
  );
}
