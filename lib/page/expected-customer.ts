import { type ReadonlySignal, signal } from '@preact/signals';
import { storage } from 'wxt/utils/storage';
import type { Config } from '../shared/config';
import { isOwnDomain, ownHosts } from '../shared/definitions/own-domains';
import { looksLikeKey } from '../shared/looks-like-key';
import { firstCustomerIn, fold } from '../shared/named-customer';
import { namedCustomerItem, namedTicketItem } from '../shared/sign-in';
import { ticketIn } from '../shared/ticket-pattern';
import { keep } from './not-kept';

/** How much of a pasted text is looked at, in UTF-16 units: more than any ticket has. */
const LOOKED_AT = 200_000;

/** Longest text without a name that is pasted as it is, in UTF-16 units: what is longer is no name. */
const SHORT = 100;

/** Creates the model of the fields that a sign-in starts with: the expected customer and the ticket, both optional. */
export function createExpectedCustomer(
  initial: { namedCustomer: string; namedTicket: string },
  config: () => Pick<Config, 'ticketPattern' | 'apps'>,
) {
  const named = signal(initial.namedCustomer);
  const ticket = signal(initial.namedTicket);
  const pasted = signal<{ took: string | null } | null>(null);

  function name(text: string, paste: { took: string | null } | null = null) {
    named.value = text;
    pasted.value = paste;
    keep('customer', storage.setItem(namedCustomerItem.key, text));
  }
  function setTicket(text: string) {
    ticket.value = text;
    keep('customer', storage.setItem(namedTicketItem.key, text));
  }

  // The background removes them when a sign-in succeeds.
  storage.watch<string>(namedCustomerItem.key, (kept) => {
    if (kept !== null) return;
    named.value = '';
    pasted.value = null;
  });
  storage.watch<string>(namedTicketItem.key, (kept) => {
    if (kept === null) ticket.value = '';
  });

  return {
    /** The e-mail or domain of the customer, as typed. */
    named: named as ReadonlySignal<string>,
    /** The help desk ticket, as typed. It becomes that of the account that signs in. */
    ticket: ticket as ReadonlySignal<string>,
    /** What was taken from a text that was pasted, null if it names nobody; null once the field is edited. */
    pasted: pasted as ReadonlySignal<{ took: string | null } | null>,
    name: (text: string) => name(text),
    setTicket,

    /**
     * Takes the customer's e-mail or domain from a pasted text, and its ticket unless one is typed. Returns false if the
     * text is no more than a customer, or a few words, and can be pasted as it is.
     */
    paste(pastedText: string): boolean {
      const text = pastedText.slice(0, LOOKED_AT).trim();
      const own = ownHosts(config().apps);
      const took = firstCustomerIn(text, (domain) => isOwnDomain(domain, own));
      const isShort = text.length <= SHORT && !text.includes('\n') && !looksLikeKey(text);
      if (took === null ? isShort : took === fold(text)) return false;
      name(took ?? '', { took });
      const found = ticket.value === '' ? ticketIn(text, config().ticketPattern) : null;
      if (found !== null) setTicket(found);
      return true;
    },
  };
}
