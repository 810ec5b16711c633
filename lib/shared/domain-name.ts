/** One label and more, and a last one of letters only, unlike a version or an amount, or of Punycode. */
const DOMAIN_NAME = /^(?:[a-z\d_](?:[a-z\d_-]*[a-z\d_])?\.)+(?:[a-z]{2,}|xn--[a-z\d-]*[a-z\d])$/;

/** Returns whether a host, as `URL` writes it, is a domain name with a dot. */
export const isDomainName = (host: string): boolean => DOMAIN_NAME.test(host);

/** Last labels of domains that are registered below, as in "co.uk". */
const BELOW = new Set(['co', 'com', 'org', 'net', 'gov', 'ac']);

/** Returns the name before a domain's ending: "acme" of "www.acme.co.uk". Empty if there is none. */
export function nameInDomain(domain: string): string {
  const labels = domain.split('.');
  const isBelow = labels.length > 2 && BELOW.has(labels.at(-2) ?? '');
  return labels.at(isBelow ? -3 : -2) ?? '';
}
