import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/popup/popup';
import { Icon } from '../Icon';
import { Face } from './Face';
import { lazy } from './lazy';

const AccountMenu = lazy(async () => (await import('./AccountMenu')).AccountMenu);

/** Whose account everything goes into, on every screen. */
export function Bar({ popup, account }: { popup: Popup; account: AccountView }) {
  const open = useSignal(Boolean(popup.place.value.asked));
  const { name, ticket } = account;
  const email = account.email + (ticket && ` · ${ticket}`);
  useEffect(() => {
    // Not Ctrl with a digit: those are the browser's tabs, and a slip would change the customer.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey && event.key === '.') open.value = true;
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
        aria-label={i18n.t('popup.account.name', { name, email })}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Face account={account} />
        <span class="grow">
          <span class="cut strong">{name}</span>
          <span class="cut small muted">{email}</span>
        </span>
        <Icon name="down" />
      </button>
      {open.value && (
        <AccountMenu
          popup={popup}
          account={account}
          onClose={() => {
            open.value = false;
            document.getElementById('account')?.focus();
          }}
        />
      )}
    </header>
  );
}
