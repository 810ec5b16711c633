import { useSignal } from '@preact/signals';
import type { Ref } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import { isComposing } from '../ui/composing';
import { Email } from '../ui/Email';
import { afterRender } from '../ui/focus';
import { useBack } from '../ui/use-back';
import { CopySummary } from './CopySummary';
import { Customers } from './Customers';
import { Face } from './Face';
import './account-menu.css';
import { TextField } from '../ui/TextField';

/** From so many other customers on, their list needs the room of other items. */
const CROWDED = 4;

interface AccountMenuProps {
  popup: Popup;
  account: AccountView;
  onClose: () => void;
}

/** Offers to label the customer, set the ticket, open Settings, or sign out. */
export function AccountMenu({ popup, account, onClose }: AccountMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  /** The question in the menu's place. It is stored, so that a popup that reopens shows it with what was typed. */
  const { asked } = popup.place.value;
  const typed = asked?.typed ?? '';
  /** True while the agent has to decide whether to use this account, for which nothing can be stored yet. */
  const isUndecided = account.cameInsteadOf !== undefined;
  const others = popup.customers.all.value.filter(({ id }) => id !== account.id);

  const isCrowded = !isUndecided && others.length >= CROWDED;
  /** True while some items give their room to the list of customers; then all have its place. */
  const isFolded = useSignal(isCrowded);
  const label = useRef<HTMLButtonElement>(null);

  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem], input') ?? [])];
  useLayoutEffect(() => items()[0]?.focus(), [asked?.about]);
  useLayoutEffect(() => {
    const closeOutside = ({ target }: Event) => {
      const inside = target instanceof Element && target.closest('.bar');
      if (!inside) onClose();
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, []);

  function leave() {
    if (asked) popup.keepQuestion(null);
    onClose();
  }
  useBack(leave);

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (isComposing(event)) return;
    if (event.key === 'Tab') onClose();
    if (!step || asked) return;
    const all = items();
    const next = all.indexOf(document.activeElement as HTMLElement) + step;
    all[(next + all.length) % all.length]?.focus();
    event.preventDefault();
  }

  const askLabel = () => popup.keepQuestion({ about: 'label', typed: account.label ?? '' });
  const askTicket = () => popup.keepQuestion({ about: 'ticket', typed: account.ticket });

  function unfold() {
    isFolded.value = false;
    afterRender(() => label.current?.focus());
  }

  if (asked) {
    const onInput = (text: string) => popup.keepQuestion({ ...asked, typed: text });
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: Tab closes the panel wherever the focus is inside it
      <div class="menu" ref={menu} onKeyDown={onKeyDown}>
        {asked.about === 'label' ? (
          <MenuQuestion
            label={i18n.t('popup.account.labelField')}
            value={typed}
            onInput={onInput}
            placeholder={account.fullName}
            submit={i18n.t('popup.account.labelSave')}
            onSubmit={() => {
              popup.setLabel(account.id, typed);
              leave();
            }}
          />
        ) : (
          <MenuQuestion
            label={i18n.t('popup.account.ticketField')}
            help={i18n.t('popup.account.ticketHelp')}
            value={typed}
            onInput={onInput}
            placeholder="#4711"
            submit={i18n.t('popup.account.ticketSave')}
            onSubmit={() => {
              popup.setTicket(typed.trim());
              leave();
            }}
          />
        )}
      </div>
    );
  }

  return (
    <div class="menu" role="menu" aria-labelledby="account" ref={menu} onKeyDown={onKeyDown}>
      {account.name !== account.head && (
        <div class="menu-account" role="none">
          <Face account={account} />
          <span class="grow">
            <span class="cut strong">{account.name}</span>
            <span class="small muted">
              <Email email={account.email} />
            </span>
          </span>
        </div>
      )}
      {!isUndecided && others.length > 0 && (isFolded.value || !isCrowded) && (
        <Customers popup={popup} customers={others} onClose={onClose} />
      )}
      {!isUndecided && !isFolded.value && item('popup.account.label', askLabel, label)}
      {!isUndecided && item('popup.account.ticket', askTicket)}
      {!isUndecided && !isFolded.value && <CopySummary popup={popup} account={account} />}
      {!isUndecided && item('popup.account.add', popup.customers.add)}
      {!isFolded.value && item('popup.account.settings', popup.openSettings)}
      {item('popup.account.signOut', isUndecided ? popup.dropAccount : () => popup.signOut(account.id))}
      {isFolded.value
        ? item('popup.account.moreItems', unfold)
        : item('popup.account.signOutOfEverything', () => popup.signOut(null))}
    </div>
  );
}

/** Shows an item of the menu. */
function item(
  words: `popup.account.${'label' | 'ticket' | 'add' | 'settings' | 'signOut' | 'signOutOfEverything' | 'moreItems'}`,
  onClick: () => void,
  ref: Ref<HTMLButtonElement> = null,
) {
  return (
    <button ref={ref} type="button" role="menuitem" onClick={onClick}>
      {i18n.t(words)}
    </button>
  );
}

interface MenuQuestionProps {
  label: string;
  help?: string;
  value: string;
  onInput: (value: string) => void;
  placeholder: string;
  submit: string;
  onSubmit: () => void;
}

/** Asks for one text in the menu's place. */
function MenuQuestion({ label, help, value, onInput, placeholder, submit, onSubmit }: MenuQuestionProps) {
  return (
    <form
      class="naming"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <TextField label={label} help={help} value={value} input={{ placeholder, maxLength: 255 }} onInput={onInput} />
      <button type="submit" class="button">
        {submit}
      </button>
    </form>
  );
}
