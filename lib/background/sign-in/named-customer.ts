import { addressIn, customerIn, fold } from '../../shared/named-customer';
import type { SignInFailure } from '../../shared/sign-in';
import { isPublicMailDomain } from './public-mail';

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
