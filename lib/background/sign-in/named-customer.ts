import { isDomainName } from '../../shared/domain-name';
import { withoutInvisible } from '../../shared/outside-text';
import { insideQuotes } from '../../shared/quotes';
import type { SignInFailure } from '../../shared/sign-in';
import { isPublicMailDomain } from './public-mail';

/** A customer, in lower case and the domain in Punycode; the address is null if only its domain is named. */
interface Customer {
  address: string | null;
  domain: string;
}

/** Matches an e-mail. The part before the last `@` may be quoted, and then hold another one. */
const ADDRESS = /^("[^"]+"|[^\s"<>()[\]:;,@]+)@([^\s"'<>()[\]:;,@/?#\\]+)$/;

/** Matches what may stand before and after a name in a text; a bounded run, because others take quadratic time. */
const AROUND = /^["'`“”„‘’‚«»‹›]+|["'`“”„‘’‚«»‹›.,;:!?]{1,9}$/g;

/** Returns whether an account's e-mail is that of the named customer, given as an e-mail or a domain. */
export function isNamedCustomer(named: string, email: string): boolean {
  const [wanted, actual] = [customerIn(named), addressIn(fold(email))];
  if (!wanted || !actual) return false;
  if (wanted.address !== null) return wanted.address === actual.address;
  return wanted.domain === actual.domain && !isPublicMailDomain(wanted.domain);
}

/** Returns why a text names no customer: it names no single one, or anybody may have an address at its domain. */
export function refusalOf(named: string): SignInFailure | null {
  if (fold(named) === '') return null;
  const customer = customerIn(named);
  if (!customer) return { code: 'unclear-customer' };
  const { address, domain } = customer;
  return address === null && isPublicMailDomain(domain) ? { code: 'public-domain', domain } : null;
}

/** Returns the one customer in a text, among what copying may have added; an e-mail counts more than a domain. */
function customerIn(named: string): Customer | null {
  const text = fold(named);
  const whole = addressIn(insideQuotes(text) ?? text);
  if (whole) return whole;
  const parts = text.split(/[\s<>]+/).flatMap(partsOf);
  const addresses = parts.flatMap((part) => addressIn(part) ?? []);
  return onlyOne(addresses.length > 0 ? addresses : parts.flatMap((part) => domainIn(part) ?? []));
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

function addressIn(text: string): Customer | null {
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
const fold = (text: string): string => withoutInvisible(text.normalize('NFKC')).trim().toLowerCase();
