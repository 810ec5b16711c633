/** One label and more, and a last one of letters only, unlike a version or an amount, or of Punycode. */
const DOMAIN_NAME = /^(?:[a-z\d_](?:[a-z\d_-]*[a-z\d_])?\.)+(?:[a-z]{2,}|xn--[a-z\d-]*[a-z\d])$/;

/** Returns whether a host, as `URL` writes it, is a domain name with a dot. */
export const isDomainName = (host: string): boolean => DOMAIN_NAME.test(host);
