import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import { useBack } from '../ui/use-back';
import '../ui/dialog.css';

/** Keys as they are labelled on a keyboard, each with the name of its translated explanation. */
const SHORTCUTS = [
  ['↑ ↓', 'choose'],
  ['Enter', 'enter'],
  ['Ctrl Enter', 'connect'],
  ['Ctrl C', 'copy'],
  ['Esc', 'back'],
  ['Ctrl .', 'account'],
  ['Ctrl /', 'shortcuts'],
] as const;

interface ShortcutsProps {
  popup: Popup;
  onClose: () => void;
}

/** Lists the popup's keyboard shortcuts in a dialog. */
export function Shortcuts({ popup, onClose }: ShortcutsProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  /** The keys that open the popup. Agents can change them in the browser, so the browser is asked. */
  const opens = useSignal('');
  // A modal dialog restores the focus when it closes.
  useLayoutEffect(() => dialog.current?.showModal(), []);
  // Not the `close` event: it comes a task later, and would end a list that was opened again meanwhile.
  function close() {
    dialog.current?.close();
    onClose();
  }
  useBack(close);
  useEffect(() => {
    void popup.shortcut().then((keys) => {
      opens.value = keys.replaceAll('+', ' ');
    });
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby="shortcuts"
      // Keeps keys away from the form's own handlers.
      onKeyDown={(event) => event.stopPropagation()}
      onCancel={close}
    >
      <h2 id="shortcuts">{i18n.t('popup.shortcuts.title')}</h2>
      <dl class="keys">
        {SHORTCUTS.map(([keys, does]) => (
          <Shortcut key={does} keys={keys} does={i18n.t(`popup.shortcuts.${does}`)} />
        ))}
        {opens.value && <Shortcut keys={opens.value} does={i18n.t('popup.shortcuts.open')} />}
      </dl>
      <div class="choices">
        <button type="button" class="button" onClick={close}>
          {i18n.t('popup.shortcuts.close')}
        </button>
      </div>
    </dialog>
  );
}

function Shortcut({ keys, does }: { keys: string; does: string }) {
  return (
    <div>
      <dt>
        {keys.split(' ').map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{does}</dd>
    </div>
  );
}
