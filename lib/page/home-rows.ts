import type { AppSummary } from '../shared/app';
import type { AppDefinition } from '../shared/definitions/definition';

/** A row in the list on home. */
export interface HomeRow {
  app: AppSummary;
  group: 'unfinished' | 'yours' | 'recent' | 'zapier' | 'close' | 'more';
  /** True if the app has a definition. */
  hasForm: boolean;
}

/** How many rows home shows while the search is empty. */
const HOME_ROWS = 7;

/** Returns a function that makes rows of apps, marking those that have a definition. */
export function rowsOf(definitions: AppDefinition[]) {
  const withForm = new Set(definitions.map(({ app }) => app));
  return (apps: AppSummary[], group: HomeRow['group']): HomeRow[] =>
    apps.map((app) => ({ app, group, hasForm: withForm.has(app.id) }));
}

/** Returns the definitions with the pinned ones first. */
const inOrder = (definitions: AppDefinition[]): AppDefinition[] =>
  [...definitions].sort((a, b) => Number(b.pinned ?? false) - Number(a.pinned ?? false));

/** Returns the rows while the search is empty: unfinished, configured and recent apps, each app once. */
export function homeRows(unfinished: AppSummary[], definitions: AppDefinition[], recent: AppSummary[]): HomeRow[] {
  const rows = rowsOf(definitions);
  const yours = inOrder(definitions).map(({ app, title }) => ({ id: app, title, description: '', iconUrl: null }));
  return [...rows(unfinished, 'unfinished'), ...rows(yours, 'yours'), ...rows(recent, 'recent')]
    .filter(({ app }, index, all) => all.findIndex((row) => row.app.id === app.id) === index)
    .slice(0, HOME_ROWS);
}
