import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

/** How long the button says that it copied, in milliseconds. */
const SAID_FOR_MS = 2_000;

export interface CopyButtonProps {
  /** What goes to the clipboard. */
  text: string | (() => Promise<string>);
  /** What the button says; "Copy" where nothing is given. */
  label?: string;
  class?: string;
  /** Id of the element that says what is copied. */
  describedBy?: string;
  /** For a status region to announce it. */
  onCopied: () => void;
}

/** Copies on a click, and says in its own words that it did. */
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
