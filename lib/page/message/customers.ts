import type { Account } from '../../shared/account';
import { nameInDomain } from '../../shared/domain-name';
import { fold } from '../../shared/named-customer';
import { LONGEST_TEXT } from '../paste/pair';
import { addressesIn } from './addresses';

/** Shorter names are words that any text may have. */
const SHORTEST_NAME = 4;

/** How much it says that a text has one of a customer's names. */
const WEIGHTS = { address: 8, domain: 4, label: 2, company: 1, person: 1 };

/** Returns which of the accounts a text names, but for the one that is shown; none if it names that one as plainly. */
export function customersNamed<T extends Account>(text: string, accounts: T[], shownId: string | null): T[] {
  const weigh = weightIn(text.slice(0, LONGEST_TEXT));
  const weighed = accounts.map((account) => ({ account, weight: weigh(account) }));
  const most = Math.max(0, ...weighed.map(({ weight }) => weight));
  const named = weighed.filter(({ weight }) => weight > 0 && weight === most).map(({ account }) => account);
  return named.some(({ id }) => id === shownId) ? [] : named;
}

/** Returns a function that tells how plainly a text names a customer. */
function weightIn(text: string): (account: Account) => number {
  const folded = fold(text);
  const addresses = addressesIn(text);
  const mails = new Set(addresses.mails.map(({ address }) => address));
  const hosts = [...new Set([...addresses.hosts, ...addresses.mails].map(({ host }) => host))];
  const labels = new Set(hosts.flatMap((host) => host.split('.')));
  const words = ` ${wordsOf(folded)} `;
  const has = (name: string) => name.length >= SHORTEST_NAME && words.includes(` ${name} `);
  return (account) => {
    const email = fold(account.email);
    const domain = account.publicMail ? '' : (email.split('@').at(-1) ?? '');
    const company = nameInDomain(domain);
    const found = {
      address: mails.has(email),
      domain: domain !== '' && hosts.some((host) => host === domain || host.endsWith(`.${domain}`)),
      label: has(wordsOf(fold(account.label ?? ''))),
      company: company.length >= SHORTEST_NAME && (labels.has(company) || has(company)),
      person: account.fullName.trim().includes(' ') && has(wordsOf(fold(account.fullName))),
    };
    return (Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[]).reduce(
      (sum, kind) => sum + (found[kind] ? WEIGHTS[kind] : 0),
      0,
    );
  };
}

/** Returns a folded text's words with one blank between. */
const wordsOf = (folded: string): string =>
  folded
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
