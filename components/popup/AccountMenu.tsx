import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/popup/popup';
import { TextField } from '../TextField';
import { Face } from './Face';
import './account-menu.css';

interface AccountMenuProps {
  popup: Popup;
  account: AccountView;
  onClose: () => void;
}

/** What can be done with the account: name the customer, open Settings, sign out. */
export function AccountMenu({ popup, account, onClose }: AccountMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const naming = useSignal(false);
  const label = useSignal(account.label ?? '');

  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem], input') ?? [])];
  useLayoutEffect(() => items()[0]?.focus(), [naming.value]);
  useEffect(() => {
    const closeOutside = ({ target }: Event) => {
      const inside = target instanceof Element && target.closest('.bar');
      if (!inside) onClose();
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (step && !naming.value) {
      const all = items();
      const next = all.indexOf(document.activeElement as HTMLElement) + step;
      all[(next + all.length) % all.length]?.focus();
    } else return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  }

  function saveLabel(event: Event) {
    event.preventDefault();
    popup.setLabel(account.id, label.value);
    onClose();
  }

  if (naming.value)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the panel from wherever the focus is in it
      <div class="menu" ref={menu} onKeyDown={onKeyDown}>
        <form class="naming" onSubmit={saveLabel}>
          <TextField
            label={i18n.t('popup.account.labelField')}
            value={label.value}
            input={{ placeholder: account.fullName }}
            onInput={(value) => {
              label.value = value;
            }}
          />
          <button type="submit" class="button">
            {i18n.t('popup.account.labelSave')}
          </button>
        </form>
      </div>
    );

  return (
    <div class="menu" role="menu" aria-labelledby="account" ref={menu} onKeyDown={onKeyDown}>
      <div class="menu-account" role="none">
        <Face account={account} />
        <span class="grow">
          <span class="cut strong">{account.name}</span>
          <span class="cut small muted">{account.email}</span>
        </span>
      </div>
      <button
        type="button"
        role="menuitem"
        onClick={() => {
          naming.value = true;
        }}
      >
        {i18n.t('popup.account.label')}
      </button>
      <button type="button" role="menuitem" onClick={popup.openSettings}>
        {i18n.t('popup.account.settings')}
      </button>
      <button type="button" role="menuitem" onClick={() => popup.signOut(account.id)}>
        {i18n.t('popup.account.signOut')}
      </button>
    </div>
  );
}
