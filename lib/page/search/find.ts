import type { AppSummary } from '../../shared/app-summary';
import type { AppDefinition } from '../../shared/definitions/definition';
import { fold } from '../../shared/directory/fold';
import type { Catalogue } from './directory';
import { closeTo, initialsOf, MATCHES, type Match, match } from './match';
import type { PickedApp } from './picks';

/** So many apps that match but for a typo are listed below others that match. */
const CLOSE_BELOW = 5;

/** What the agent has before the directory. */
export interface Own {
  /** In their author's order. */
  definitions: AppDefinition[];
  /** Lately and often first. */
  picks: PickedApp[];
}

/** Apps that match, each once. The first three lists follow one another; every hit is better than a close one. */
export interface Hits {
  defined: AppSummary[];
  picked: AppSummary[];
  /** By how they match, then by popularity. */
  listed: AppSummary[];
  /** One typo away; in the order of the others. */
  close: AppSummary[];
}

/** At most `limit` apps for what is typed. */
export function search(catalogue: Catalogue, { definitions, picks }: Own, typed: string, limit: number): Hits {
  const query = fold(typed);
  const seen = new Set<string>();
  const take = (apps: AppSummary[]) =>
    apps.filter(({ id }) => seen.size < limit && !seen.has(id) && Boolean(seen.add(id)));
  if (query === '') return { defined: [], picked: [], listed: [], close: [] };

  const how = ({ title }: AppSummary) => match(fold(title), query, () => initialsOf(title));
  const defined = ownOrder(definitions, picks, how);
  const hits: Hits = {
    defined: take(defined.filter((app) => how(app) !== null)),
    picked: take(picks.filter((app) => how(app) !== null)),
    listed: take(listedApps(catalogue, query, limit)),
    close: [],
  };
  const room = seen.size === 0 ? limit : Math.min(limit - seen.size, CLOSE_BELOW);
  if (room > 0) {
    const isClose = closeTo(query);
    const isNear = ({ title }: AppSummary) => isClose(fold(title));
    const close = [...defined.filter(isNear), ...picks.filter(isNear), ...closeApps(catalogue, isClose, limit)];
    hits.close = take(close).slice(0, room);
  }
  const described = (app: AppSummary) => ({ ...app, ...pictureOf(catalogue.find(app.id)) });
  return { ...hits, defined: hits.defined.map(described) };
}

/** What an agent has defined: pinned first, then as it was picked, then as it matches, then in its author's order. */
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

/** One pass over all titles. Twice the limit, as an app may have moved from page to page while they were read. */
function listedApps({ folded, initials, app }: Catalogue, query: string, limit: number): AppSummary[] {
  const places: Record<Match, number[]> = { exact: [], prefix: [], word: [], inside: [], initials: [], close: [] };
  for (let place = 0; place < folded.length; place++) {
    const how = match(folded[place] as string, query, () => initials(place));
    if (how && places[how].length < 2 * limit) places[how].push(place);
  }
  return MATCHES.flatMap((how) => places[how])
    .slice(0, 2 * limit)
    .map(app);
}

function closeApps({ folded, app }: Catalogue, isClose: (title: string) => boolean, limit: number): AppSummary[] {
  const places: number[] = [];
  for (let place = 0; place < folded.length && places.length < 2 * limit; place++)
    if (isClose(folded[place] as string)) places.push(place);
  return places.map(app);
}

/** Zapier's icon and words for an app that a definition names. */
function pictureOf(app: AppSummary | undefined): Partial<AppSummary> {
  return app ? { description: app.description, iconUrl: app.iconUrl } : {};
}
