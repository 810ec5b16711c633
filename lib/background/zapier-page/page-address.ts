/**
 * Zapier's list of the signed-in user's connections. Expired ones are reconnected here; no documented page does that.
 */
export const CONNECTIONS_PAGE = 'https://zapier.com/app/assets/connections';

/** Returns a link's URL if it may be opened: https on Zapier's own host, without port or user. Otherwise null. */
export function zapierPage(link: string): URL | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  const isPlain = url.protocol === 'https:' && !url.port && !url.username && !url.password;
  return isPlain && isOnZapier(url.hostname) ? url : null;
}

function isOnZapier(hostname: string): boolean {
  return hostname === 'zapier.com' || hostname.endsWith('.zapier.com');
}

/**
 * Returns the address that a connect page leads to when the agent has finished, from its `redirect` parameter, or null
 * if it has none on Zapier.
 */
export function endOf(page: URL): string | null {
  const redirect = page.searchParams.get('redirect');
  const url = redirect === null ? null : zapierPage(redirect);
  return url && url.origin + url.pathname;
}

/** True if an address is the connect page's {@link endOf}, whatever its parameters. */
export function isAtEnd(address: string, end: string | null): boolean {
  if (end === null || !URL.canParse(address)) return false;
  const { origin, pathname } = new URL(address);
  return origin + pathname === end;
}
