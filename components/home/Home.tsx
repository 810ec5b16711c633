import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { HomeRow } from '../../lib/page/home-rows';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { Order } from '../../lib/shared/order';
import { CompanyTitle } from '../ui/AppHead';
import { AppTile } from '../ui/AppTile';
import { Icon } from '../ui/Icon';
import { isolated } from '../ui/isolated';
import { attachCombobox } from './combobox';
import { Notices, SignInTrouble } from './Notices';
import { PastedMessage } from './PastedMessage';
import { SearchState } from './SearchState';
import './home.css';

const GROUPS = ['message', 'chosen', 'unfinished', 'yours', 'recent', 'zapier', 'close', 'more'] as const;

/** Shows the search box and its results; before anything is typed, the apps that are likely wanted. */
export function Home({ popup, account }: { popup: Popup; account: AccountView }) {
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const rows = popup.rows.value;
  const search = popup.search.value;
  const { query } = popup.place.value;
  const title = i18n.t('popup.home.search');

  useLayoutEffect(() => {
    if (!input.current || !list.current) return;
    input.current.focus();
    input.current.select();
    return attachCombobox(input.current, list.current, popup.rows, popup.areRowsReady);
  }, []);
  // After the paint, but before anyone has typed a letter.
  useEffect(() => {
    popup.held.read();
    void popup.prepareSearch();
  }, []);

  useEffect(() => popup.lookForCustomers(account.id), [account.id]);

  const groups = GROUPS.map((group) => ({ group, rows: rows.filter((row) => row.group === group) })).filter(
    (group) => group.rows.length > 0,
  );

  return (
    <>
      <main>
        <h1 class="unseen">{title}</h1>
        <div class="search-place">
          <div class="box search">
            <Icon name="find" />
            <input
              data-main-control
              ref={input}
              type="text"
              role="combobox"
              aria-label={title}
              aria-describedby="into"
              aria-controls="apps"
              aria-expanded={rows.length > 0}
              aria-activedescendant={rows[0] && optionId(rows[0])}
              aria-autocomplete="list"
              placeholder={title}
              autocomplete="off"
              spellcheck={false}
              maxLength={1000}
              value={query}
              onInput={(event) => popup.type(event.currentTarget.value)}
              onPaste={(event) => {
                if (popup.holdPasted(event.clipboardData?.getData('text') ?? '')) event.preventDefault();
              }}
              onDrop={(event) => {
                if (popup.holdPasted(event.dataTransfer?.getData('text') ?? '')) event.preventDefault();
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Escape' || query === '') return;
                event.preventDefault();
                popup.type('');
              }}
            />
          </div>
        </div>
        <p class="unseen" id="into">
          {isolated({ name: account.head, email: account.email }, (parts) => i18n.t('popup.home.into', parts))}
        </p>
        <div role="alert">
          <SignInTrouble popup={popup} account={account} />
        </div>
        <div role="status" aria-atomic="false">
          <Notices popup={popup} account={account} />
          <PastedMessage popup={popup} account={account} />
        </div>
        <div ref={list} id="apps" class="list" role="listbox" aria-label={title}>
          {groups.map(({ group, rows: grouped }) => (
            // biome-ignore lint/a11y/useSemanticElements: a listbox groups options by role, not with fieldsets
            <div key={group} role="group" aria-labelledby={`group-${group}`}>
              <div class="list-head" id={`group-${group}`}>
                {i18n.t(`popup.home.${group}`)}
              </div>
              {grouped.map((row) => (
                <Row key={row.app.id} popup={popup} row={row} first={row === rows[0]} />
              ))}
            </div>
          ))}
        </div>
        {query === '' && rows.length === 0 && <p class="small muted">{i18n.t('popup.home.noApps')}</p>}
        {search && query.trim() !== '' && <SearchState popup={popup} search={search} query={query.trim()} />}
      </main>
      <footer class="foot thin">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {i18n.t('popup.home.choose')} <kbd>Enter</kbd> {i18n.t('popup.home.open')}
        </span>
      </footer>
    </>
  );
}

/** Descriptions of an unfinished form, by the stage of its order. */
const WAITS_FOR = {
  queued: 'popup.form.connecting',
  'on-page': 'popup.form.connecting',
  sending: 'popup.form.connecting',
  checking: 'popup.form.connecting',
  'with-customer': 'popup.link.waiting',
  'not-sure': 'popup.home.notSure',
  connected: 'popup.connected.title',
  failed: 'popup.home.needsYou',
  undone: 'popup.home.formKept',
} as const;

function waitsFor({ stage }: Order) {
  const hasMore = stage.name === 'undone' && (stage.twins || stage.alsoCounted);
  return hasMore ? 'popup.home.oneLeft' : WAITS_FOR[stage.name];
}

const optionId = (row: HomeRow) => `app-${row.app.id}`;

interface RowProps {
  popup: Popup;
  row: HomeRow;
  /** True for the first row, which is active until the combobox takes over at the first key. */
  first: boolean;
}

function Row({ popup, row, first }: RowProps) {
  const { app, group, leaves, companyTitle } = row;
  const order = popup.orderOf(app.id);
  const unfinished = group === 'unfinished' && i18n.t(order ? waitsFor(order) : 'popup.home.formKept');
  const detail = unfinished || app.description;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the combobox keeps the focus and clicks the active option on Enter
    <div
      role="option"
      id={optionId(row)}
      class="row"
      aria-selected={first || undefined}
      onClick={() => popup.open(app)}
    >
      {/* Icons load after the first paint, which they would delay. */}
      <AppTile title={app.title} iconUrl={app.iconUrl} mayLoad={popup.search.value?.rests.value ?? false} />
      <span class="grow cut">
        {app.title}
        {companyTitle !== null ? (
          <CompanyTitle title={companyTitle} />
        ) : (
          detail && <span class="cut small muted">{detail}</span>
        )}
      </span>
      {leaves && (
        <span class="mark">
          <Icon name="out" />
          {i18n.t('popup.home.onZapier')}
        </span>
      )}
    </div>
  );
}
