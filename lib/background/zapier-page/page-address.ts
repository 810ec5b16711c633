import { isOnZapier } from '../zapier/zapier-host';

/** Where Zapier lists the signed-in user's connections. There, and nowhere that is documented, an expired one is reconnected. */
export const CONNECTIONS_PAGE = 'https://zapier.com/app/assets/connections';

/** The address of a page of Zapier's that may be opened: https, on Zapier's own host, without a port or a user. */
export function zapierPage(link: string): URL | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  const isPlain = url.protocol === 'https:' && !url.port && !url.username && !url.password;
  return isPlain && isOnZapier(url.hostname) ? url : null;
}

/** Where a connect page leads when the agent has finished there, by its `redirect` parameter; null where it does not say. */
export function endOf(page: URL): string | null {
  const redirect = page.searchParams.get('redirect');
  const url = redirect === null ? null : zapierPage(redirect);
  return url && url.origin + url.pathname;
}

/** Whether an address is the {@link endOf} a connect page, whatever parameters it came with. */
export function isAtEnd(address: string, end: string | null): boolean {
  if (end === null || !URL.canParse(address)) return false;
  const { origin, pathname } = new URL(address);
  return origin + pathname === end;
}
