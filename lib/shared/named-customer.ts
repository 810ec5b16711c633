import { isDomainName } from './domain-name';
import { withoutInvisible } from './outside-text';
import { insideQuotes } from './quotes';

/** A customer, in lower case and the domain in Punycode; the address is null if only its domain is named. */
export interface Customer {
  address: string | null;
  domain: string;
}

/** Matches an e-mail. The part before the last `@` may be quoted, and then hold another one. */
const ADDRESS = /^("[^"]+"|[^\s"<>()[\]:;,@]+)@([^\s"'<>()[\]:;,@/?#\\]+)$/;

/** Matches what may stand before and after a name in a text; a bounded run, because others take quadratic time. */
const AROUND = /^["'`“”„‘’‚«»‹›*]+|["'`“”„‘’‚«»‹›*.,;:!?]{1,9}$/g;

/** Returns the one customer in a text, among what copying may have added; an e-mail counts more than a domain. */
export function customerIn(named: string): Customer | null {
  const text = fold(named);
  const whole = addressIn(insideQuotes(text) ?? text);
  if (whole) return whole;
  const { addresses, domains } = namesIn(text);
  return onlyOne(addresses.length > 0 ? addresses : domains());
}

/**
 * Returns the first customer's e-mail in a long text, or else its only domain; null if it names nobody but the own
 * company.
 */
export function firstCustomerIn(text: string, isOwn: (domain: string) => boolean): string | null {
  const { addresses, domains } = namesIn(fold(text));
  const isOther = ({ domain }: Customer) => !isOwn(domain);
  return addresses.find(isOther)?.address ?? onlyOne(domains().filter(isOther))?.domain ?? null;
}

function namesIn(text: string): { addresses: Customer[]; domains: () => Customer[] } {
  const parts = text.split(/[\s<>]+/).flatMap(partsOf);
  const all = (one: (part: string) => Customer | null) => parts.flatMap((part) => one(part) ?? []);
  return { addresses: all(addressIn), domains: () => all(domainIn) };
}

/** Returns the parts of a word; a web address is left whole. */
function partsOf(word: string): string[] {
  const bare = word.replace(AROUND, '');
  if (/^https?:\/\//.test(bare)) return [bare];
  return bare
    .replace(/^(mailto:[^?]*).*/, '$1')
    .split(/[()[\],;:|]+/)
    .map((part) => part.replace(AROUND, ''));
}

function onlyOne(found: Customer[]): Customer | null {
  const [first = null, ...others] = found;
  const isSame = (other: Customer) => other.address === first?.address && other.domain === first.domain;
  return others.every(isSame) ? first : null;
}

/** Returns a customer's e-mail if the text, folded, is nothing else. */
export function addressIn(text: string): Customer | null {
  const [, name, host = ''] = ADDRESS.exec(text) ?? [];
  const domain = name === undefined ? null : domainOf(host);
  return domain === null ? null : { address: `${name}@${domain}`, domain };
}

function domainIn(text: string): Customer | null {
  const host = domainOf(text.replace(/^(@|https?:\/\/)/, ''));
  const domain = host?.replace(/^www\.(?=.+\.)/, '');
  return domain === undefined ? null : { address: null, domain };
}

/** Returns the domain at which a web address without its scheme leads, if it has one and no user name. */
function domainOf(address: string): string | null {
  const url = `https://${address}`;
  if (!URL.canParse(url)) return null;
  const { hostname, username } = new URL(url);
  const domain = hostname.replace(/\.$/, '');
  return username === '' && isDomainName(domain) ? domain : null;
}

/** Returns a text in lower case and usual width, without invisible characters. */
export const fold = (text: string): string => withoutInvisible(text.normalize('NFKC')).trim().toLowerCase();
