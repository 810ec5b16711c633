import { withoutInvisible } from '../../shared/outside-text';
import { isPublicMailDomain } from './public-mail';

/** Returns the e-mail or domain that a customer was named by, without what copying may have added around it. */
function customerIn(named: string): string {
  const text = withoutInvisible(named.normalize('NFKC')).trim().toLowerCase();
  return text.replace(/^(mailto:|https?:\/\/)/, '').replace(/[.,;:/>)]+$/, '');
}

/** Returns whether an account's e-mail is that of the named customer, given as an e-mail or a domain. */
export function isNamedCustomer(named: string, email: string): boolean {
  const [wanted, actual] = [customerIn(named), email.trim().toLowerCase()];
  if (wanted === actual) return true;
  const domain = domainOf(wanted);
  const isDomain = domain !== '' && domain === wanted.replace(/^@/, '');
  return isDomain && domain === domainOf(actual) && !isPublicMailDomain(domain);
}

/** Returns the domain that is named in place of a customer although anybody may have an address there, or null. */
export function publicDomainNamed(named: string): string | null {
  const customer = customerIn(named);
  const domain = domainOf(customer);
  const isAddress = customer.lastIndexOf('@') > 0;
  return !isAddress && isPublicMailDomain(domain) ? domain : null;
}

/** Returns what follows the last `@` of an address, because the part before it may hold another; or a domain itself. */
const domainOf = (text: string): string => text.slice(text.lastIndexOf('@') + 1);
