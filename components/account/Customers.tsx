import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Customer, Popup } from '../../lib/page/popup';
import { isComposing } from '../ui/composing';
import { Email } from '../ui/Email';
import { Face, Head } from './Face';

/** More customers than this are found by typing sooner than by looking. */
const SHOWN = 9;

/** So many customers fill the list's height; the rest is scrolled to. */
const IN_VIEW = 5;

interface CustomersProps {
  popup: Popup;
  customers: Customer[];
  onClose: () => void;
}

/** Lists the other customers who are signed in, filtered by what is typed; Enter or a digit shows one of them. */
export function Customers({ popup, customers, onClose }: CustomersProps) {
  const filter = useRef<HTMLInputElement>(null);
  const typed = useSignal('');
  const rows = useSignal(IN_VIEW);
  // After the paint, so that many customers are there as soon as a few.
  useEffect(() => {
    rows.value = SHOWN;
  }, []);
  const hits = customers.filter((customer) => textOf(customer).includes(typed.value.trim().toLowerCase()));
  /** Returns whether a digit shows the customer in that place. One that begins a name or a ticket is typed. */
  const isShortcut = (digit: number) =>
    typed.value === '' &&
    digit <= customers.length &&
    !customers.some((customer) => new RegExp(`(?<![\\p{L}\\p{N}])${digit}`, 'u').test(textOf(customer)));
  const show = (customer: Customer | undefined) => {
    if (!customer) return;
    popup.customers.show(customer.id);
    onClose();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: whatever is typed on a customer is meant for the filter
    <div
      class="customers"
      onKeyDown={(event) => {
        if (isComposing(event) || event.ctrlKey || event.altKey || event.metaKey) return;
        const isFilter = event.target === filter.current;
        const digit = /^[1-9]$/.test(event.key) && isShortcut(Number(event.key)) ? Number(event.key) : null;
        if (digit !== null || (isFilter && event.key === 'Enter')) {
          event.preventDefault();
          show(hits[digit === null ? 0 : digit - 1]);
        } else if (!isFilter && event.key.length === 1 && event.key !== ' ') filter.current?.focus();
      }}
    >
      <input
        ref={filter}
        type="text"
        class="customers-filter"
        aria-label={i18n.t('popup.account.switch')}
        placeholder={i18n.t('popup.account.switch')}
        autocomplete="off"
        spellcheck={false}
        maxLength={255}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
      />
      {hits.slice(0, rows.value).map((customer, index) => (
        <button
          key={customer.id}
          type="button"
          role="menuitem"
          class="customer"
          aria-label={[customer.head, customer.email, detailsOf(customer)].filter(Boolean).join(', ')}
          onClick={() => show(customer)}
        >
          <span class="who" style={{ '--who-hue': customer.hue }}>
            <Face account={customer} />
          </span>
          <span class="grow">
            <span class="line">
              <span class="grow strong">
                <Head account={customer} />
              </span>
              {isShortcut(index + 1) && <kbd>{index + 1}</kbd>}
            </span>
            <span class="small muted">
              <Email email={customer.email} />
            </span>
            <span class="wraps small muted">{detailsOf(customer)}</span>
          </span>
        </button>
      ))}
      {hits.length > SHOWN && <p class="small muted">{i18n.t('popup.account.more', hits.length - SHOWN)}</p>}
      {hits.length === 0 && <p class="small muted">{i18n.t('popup.account.nobody')}</p>}
    </div>
  );
}

/** Returns the text by which a customer is found. */
const textOf = ({ head, name, email, ticket }: Customer): string => `${head} ${name} ${email} ${ticket}`.toLowerCase();

/** Returns what an agent may look for in a customer: the ticket, and what is open. */
function detailsOf({ ticket, unfinished, needsYou, signIn }: Customer): string {
  return [
    ticket,
    unfinished > 0 && i18n.t('popup.account.unfinished', unfinished),
    needsYou > 0 && i18n.t('popup.account.needsYou', needsYou),
    signIn === 'ended' && i18n.t('popup.account.ended'),
  ]
    .filter(Boolean)
    .join(' · ');
}
