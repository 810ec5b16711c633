import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import { useBack } from '../ui/use-back';
import '../ui/dialog.css';

interface SignOutQuestionProps {
  popup: Popup;
  /** How many connections are being made. */
  count: number;
}

/** Asks whether to sign out although connections are being made. */
export function SignOutQuestion({ popup, count }: SignOutQuestionProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useBack(() => dialog.current?.close());
  return (
    <dialog
      ref={dialog}
      aria-labelledby="sign-out-title"
      aria-describedby="sign-out-text"
      // Keeps keys away from what lies behind.
      onKeyDown={(event) => event.stopPropagation()}
      onClose={popup.stayForNow}
    >
      <h2 id="sign-out-title">{i18n.t('popup.signOut.title', count)}</h2>
      <p id="sign-out-text" class="small muted">
        {i18n.t('popup.signOut.text')}
      </p>
      <div class="choices">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {i18n.t('popup.signOut.wait')}
        </button>
        <button type="button" class="button button-bad" onClick={popup.signOutAnyway}>
          {i18n.t('popup.signOut.anyway')}
        </button>
      </div>
    </dialog>
  );
}
