/** Matches an address with a scheme, up to white space or what surrounds addresses in a text. */
const ADDRESS = /[a-z][a-z0-9+.-]*:\/\/[^\s<>"'()]+/giu;

/** Matches a host name without a scheme. Its last label has letters only, unlike a version or an amount. */
const BARE = /(?<![\p{L}\p{N}@./-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}(?![\p{L}\p{N}@-])/gu;

/** Returns the hosts that a text names, each once, as a browser would contact them. */
export function hostsIn(text: string): string[] {
  const addresses = text.match(ADDRESS) ?? [];
  const bare = text.replace(ADDRESS, ' ').match(BARE) ?? [];
  const hosts = [...addresses, ...bare.map((name) => `https://${name}`)].flatMap((address) => {
    // Only of a few schemes does URL parse the host.
    const url = address.replace(/^[a-z][a-z0-9+.-]*:/i, 'https:');
    return URL.canParse(url) ? [new URL(url).host] : [];
  });
  return [...new Set(hosts)];
}
