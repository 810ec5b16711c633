import type { components } from '../../lib/background/zapier/openapi.generated';

const DEFAULT_LIMIT = 10;

/**
 * Returns one page of a list with the addresses of its neighbours: absolute, the rest of the query kept. `maximum` caps
 * the requested limit.
 */
export function page<T>(all: readonly T[], address: string, maximum = Number.POSITIVE_INFINITY) {
  const url = new URL(address);
  const limit = Math.min(maximum, Number(url.searchParams.get('limit') ?? DEFAULT_LIMIT));
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const at = (start: number) => {
    const neighbour = new URL(url);
    neighbour.searchParams.set('limit', String(limit));
    neighbour.searchParams.set('offset', String(start));
    return neighbour.href;
  };
  const meta: components['schemas']['Meta'] = { count: all.length, limit, offset };
  const links: components['schemas']['Links'] = {
    next: offset + limit < all.length ? at(offset + limit) : null,
    prev: offset > 0 ? at(Math.max(0, offset - limit)) : null,
  };
  return { data: all.slice(offset, offset + limit), meta, links };
}
