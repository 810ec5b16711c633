import { useEffect, useState } from 'preact/hooks';
import { i18n } from '#i18n';

/** How long the button says that it copied, in milliseconds. */
const SAID_FOR_MS = 2_000;

export interface CopyButtonProps {
  /** What goes to the clipboard. */
  text: string;
  /** Id of the element that says what is copied. */
  describedBy?: string;
  /** For a status region to announce it. */
  onCopied?: () => void;
}

/** Copies on a click, and says in its own words that it did. */
export function CopyButton({ text, describedBy, onCopied }: CopyButtonProps) {
  const [said, setSaid] = useState<'copied' | 'failed'>();

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(undefined), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      setSaid('failed');
      return;
    }
    setSaid('copied');
    onCopied?.();
  }

  return (
    <button type="button" class="button button-small copy" aria-describedby={describedBy} onClick={copy}>
      {said === 'copied'
        ? i18n.t('field.copied')
        : said === 'failed'
          ? i18n.t('field.notCopied')
          : i18n.t('field.copy')}
    </button>
  );
}
