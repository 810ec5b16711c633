import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { FilledText } from '../../lib/shared/filled-text';
import { offerFocus } from '../ui/focus';
import { useSaid } from '../ui/said';
import { CopyByHand } from './CopyByHand';
import { onClipboard, writeToClipboard } from './rich-text';

interface CopyForTicketProps {
  receipt: FilledText;
  /** What the hand does next; it gets the focus after the copy. */
  next: RefObject<HTMLElement | null>;
  /** Lets the parent announce it in a status region. */
  onCopied: () => void;
}

/**
 * Copies the receipt, as text and HTML together, on a click or by the browser's own key for copying where nothing is
 * selected. Where the browser refuses, the text is shown, selected.
 */
export function CopyForTicket({ receipt, next, onCopied }: CopyForTicketProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => offerFocus(button.current), []);
  const [said, say] = useSaid();
  const isRefused = useSignal(false);
  const copied = useRef(() => {});
  copied.current = () => {
    isRefused.value = false;
    say('field.copied');
    onCopied();
    next.current?.focus();
  };

  async function copy() {
    try {
      await writeToClipboard(receipt);
    } catch {
      say('field.notCopied');
      isRefused.value = true;
      return;
    }
    copied.current();
  }

  useLayoutEffect(() => {
    const copyByKey = (event: ClipboardEvent) => {
      if (!event.clipboardData || isSomethingElseMeant(event.target)) return;
      for (const [type, part] of Object.entries(onClipboard(receipt))) event.clipboardData.setData(type, part);
      event.preventDefault();
      copied.current();
    };
    document.addEventListener('copy', copyByKey);
    return () => document.removeEventListener('copy', copyByKey);
  }, [receipt.text]);

  return (
    <div>
      <button ref={button} type="button" class="button button-main wide" onClick={() => void copy()}>
        {i18n.t(said ?? 'popup.connected.copyForTicket')}
      </button>
      <div role="alert">{isRefused.value && <CopyByHand text={receipt.text} />}</div>
    </div>
  );
}

/** Returns whether the agent copies a selection, or is in a field or a dialog. */
function isSomethingElseMeant(target: EventTarget | null): boolean {
  const isElsewhere = target instanceof Element && target.closest('input, textarea, dialog') !== null;
  return isElsewhere || document.getSelection()?.isCollapsed === false;
}
