import type { AppSummary } from '../apps/app-summary';
import type { AppDefinition } from '../apps/definition';
import type { Place } from '../connect/place';

/** A row of home's list. */
export interface HomeRow {
  app: AppSummary;
  group: 'unfinished' | 'yours' | 'zapier';
  /** Whether its fields are known. */
  hasForm: boolean;
}

/** How many rows home shows before anyone types, and how many a search shows. */
const HOME_ROWS = 7;
const RESULT_ROWS = 20;

const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** The rows that are due: unfinished and configured apps, or what matches the query, configured apps first. */
export function homeRows(place: Place, definitions: AppDefinition[], found: AppSummary[]): HomeRow[] {
  const withForm = new Set(definitions.map(({ app }) => app));
  const row = (app: AppSummary, group: HomeRow['group']): HomeRow => ({ app, group, hasForm: withForm.has(app.id) });
  const yours = [...definitions]
    .sort((a, b) => Number(b.pinned ?? false) - Number(a.pinned ?? false))
    .map(({ app, title }) => row({ id: app, title, description: '', iconUrl: null }, 'yours'));

  if (!place.query.trim()) {
    const unfinished = place.unfinished.map((app) => row(app, 'unfinished'));
    return distinct([...unfinished, ...yours]).slice(0, HOME_ROWS);
  }
  // Only now: folding makes the browser compile Unicode tables, which the first paint need not wait for.
  const query = folded(place.query.trim());
  const known = new Map(found.map((app) => [app.id, app]));
  const matching = yours
    .filter(({ app }) => folded(app.title).includes(query))
    .map(({ app }) => row(known.get(app.id) ?? app, 'yours'));
  return distinct([...matching, ...found.map((app) => row(app, 'zapier'))]).slice(0, RESULT_ROWS);
}

function distinct(rows: HomeRow[]): HomeRow[] {
  return rows.filter((row, index) => rows.findIndex(({ app }) => app.id === row.app.id) === index);
}
