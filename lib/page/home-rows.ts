import type { AppSummary } from '../shared/app';
import type { AppDefinition } from '../shared/definitions/definition';

/** A row of home's list. */
export interface HomeRow {
  app: AppSummary;
  group: 'unfinished' | 'yours' | 'recent' | 'zapier' | 'close' | 'more';
  /** Whether its fields are known. */
  hasForm: boolean;
}

/** How many rows home shows before anyone types. */
const HOME_ROWS = 7;

/** Makes rows, which know whether their app's fields are defined. */
export function rowsOf(definitions: AppDefinition[]) {
  const withForm = new Set(definitions.map(({ app }) => app));
  return (apps: AppSummary[], group: HomeRow['group']): HomeRow[] =>
    apps.map((app) => ({ app, group, hasForm: withForm.has(app.id) }));
}

/** Pinned ones first. */
const inOrder = (definitions: AppDefinition[]): AppDefinition[] =>
  [...definitions].sort((a, b) => Number(b.pinned ?? false) - Number(a.pinned ?? false));

/** The rows before anyone types: unfinished, configured and recent apps, each once. */
export function homeRows(unfinished: AppSummary[], definitions: AppDefinition[], recent: AppSummary[]): HomeRow[] {
  const rows = rowsOf(definitions);
  const yours = inOrder(definitions).map(({ app, title }) => ({ id: app, title, description: '', iconUrl: null }));
  return [...rows(unfinished, 'unfinished'), ...rows(yours, 'yours'), ...rows(recent, 'recent')]
    .filter(({ app }, index, all) => all.findIndex((row) => row.app.id === app.id) === index)
    .slice(0, HOME_ROWS);
}
