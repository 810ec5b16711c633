import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import { Email } from '../ui/Email';
import { Icon } from '../ui/Icon';
import { AccountMenu } from './AccountMenu';
import { Face, Head } from './Face';
import { Shortcuts } from './Shortcuts';

/** Takes the focus from whatever has it. */
function leaveFocus() {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** Shows on every screen whose account connections go into, opens its menu, and handles the global shortcuts. */
export function Bar({ popup, account }: { popup: Popup; account: AccountView }) {
  const open = useSignal(Boolean(popup.place.value.asked));
  const listsShortcuts = useSignal(false);
  /** What had the focus before the menu, and gets it back. */
  const before = useRef<Element | null>(null);
  const { head, ticket } = account;
  const email = account.email + (ticket && ` · ${ticket}`);
  // Before the first paint, so that a key pressed as soon as the bar appears is not missed.
  useLayoutEffect(() => {
    // Ctrl with a digit is not used: it switches the browser's tabs, and a slip would change the customer.
    const onKeyDown = ({ key, ctrlKey, target }: KeyboardEvent) => {
      if (ctrlKey && key === '.' && !open.value) {
        before.current = document.activeElement;
        open.value = true;
      }
      const isTyped = target instanceof Element && target.matches('input, textarea, select');
      if (ctrlKey ? key === '/' : key === '?' && !isTyped) listsShortcuts.value = true;
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <header class="bar">
      <button
        type="button"
        id="account"
        class="account"
        aria-haspopup="menu"
        aria-expanded={open.value}
        aria-label={i18n.t('popup.account.name', { name: head, email })}
        onPointerDown={() => {
          if (!open.value) before.current = document.activeElement;
        }}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Face account={account} />
        <span class="grow">
          <span class="strong">
            <Head account={account} />
          </span>
          <span class="account-email small muted">
            <Email email={account.email} />
            {ticket && <span class="cut"> · {ticket}</span>}
          </span>
        </span>
        <Icon name="down" />
      </button>
      {open.value && (
        <AccountMenu
          popup={popup}
          account={account}
          onClose={() => {
            open.value = false;
            // What is typed next is for the form of the customer who is shown now.
            if (popup.screen.value === 'form' && popup.account.value?.id !== account.id) return leaveFocus();
            const { current } = before;
            const back = current instanceof HTMLElement && current !== document.body && current.isConnected;
            (back ? current : document.getElementById('account'))?.focus();
          }}
        />
      )}
      {listsShortcuts.value && (
        <Shortcuts
          popup={popup}
          onClose={() => {
            listsShortcuts.value = false;
          }}
        />
      )}
    </header>
  );
}
