import type { AppSummary } from '../../shared/app';
import type { AppDefinition } from '../../shared/definitions/definition';
import { fold } from '../../shared/directory/fold';
import type { Directory } from './directory';
import { closeTo, initialsOf, joinedOf, looseMatch, MATCHES, type Match, match } from './match';
import type { PickedApp } from './picks';
import { type Query, readQuery } from './readings';

/** Most close matches that are listed below other matches. */
const CLOSE_BELOW = 5;

/** Apps of the agent's own, which come before the directory's. */
export interface Own {
  /** In their author's order. */
  definitions: AppDefinition[];
  /** Recent and frequent first. */
  picks: PickedApp[];
}

/** Matching apps, each listed once. The first three lists are shown in this order; `close` comes after all of them. */
export interface Hits {
  defined: AppSummary[];
  picked: AppSummary[];
  /** By kind of match, then by popularity. */
  listed: AppSummary[];
  /** One typo away from the query; in the order of the other lists. */
  close: AppSummary[];
}

/** Finds up to `limit` apps for the typed text. */
export function search(directory: Directory, { definitions, picks }: Own, typed: string, limit: number): Hits {
  const query = readQuery(typed);
  const seen = new Set<string>();
  const take = (apps: AppSummary[]) =>
    apps.filter(({ id }) => seen.size < limit && !seen.has(id) && Boolean(seen.add(id)));
  if (query.typed === '') return { defined: [], picked: [], listed: [], close: [] };

  const how = ({ title }: AppSummary) =>
    match(fold(title), query.typed, () => initialsOf(title)) ??
    looseMatch(fold(title), query, () => joinedOf(fold(title)));
  const defined = ownOrder(definitions, picks, how);
  const hits: Hits = {
    defined: take(defined.filter((app) => how(app) !== null)),
    picked: take(picks.filter((app) => how(app) !== null)),
    listed: take(listedApps(directory, query, limit)),
    close: [],
  };
  const room = seen.size === 0 ? limit : Math.min(limit - seen.size, CLOSE_BELOW);
  if (room > 0) {
    const isClose = closeTo(query.typed);
    const isNear = ({ title }: AppSummary) => isClose(fold(title));
    const close = [...defined.filter(isNear), ...picks.filter(isNear), ...closeApps(directory, isClose, limit)];
    hits.close = take(close).slice(0, room);
  }
  return hits;
}

/** Sorts defined apps: pinned first, then by picks, then by kind of match, then in the author's order. */
function ownOrder(
  definitions: AppDefinition[],
  picks: PickedApp[],
  how: (app: AppSummary) => Match | null,
): AppSummary[] {
  const places = new Map(picks.map(({ id }, place) => [id, place]));
  return definitions
    .map(({ app: id, title, pinned = false }) => {
      const app: AppSummary = { id, title, description: '', iconUrl: null };
      return { app, keys: [Number(!pinned), places.get(id) ?? picks.length, MATCHES.indexOf(how(app) ?? 'close')] };
    })
    .sort((one, other) => one.keys.map((key, at) => key - (other.keys[at] ?? 0)).find((by) => by !== 0) ?? 0)
    .map(({ app }) => app);
}

/**
 * Searches all titles once. Takes twice the limit, because an app that moved between pages while they were read is
 * listed twice.
 */
function listedApps({ folded, initials, joined, app }: Directory, query: Query, limit: number): AppSummary[] {
  const places = Object.fromEntries(MATCHES.map((how) => [how, [] as number[]])) as Record<Match, number[]>;
  for (let place = 0; place < folded.length; place++) {
    const title = folded[place] as string;
    const how = match(title, query.typed, () => initials(place)) ?? looseMatch(title, query, () => joined(place));
    if (how && places[how].length < 2 * limit) places[how].push(place);
  }
  return MATCHES.flatMap((how) => places[how])
    .slice(0, 2 * limit)
    .map(app);
}

function closeApps({ folded, app }: Directory, isClose: (title: string) => boolean, limit: number): AppSummary[] {
  const places: number[] = [];
  for (let place = 0; place < folded.length && places.length < 2 * limit; place++)
    if (isClose(folded[place] as string)) places.push(place);
  return places.map(app);
}
