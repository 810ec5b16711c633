import type { AppSummary } from '../shared/app';
import type { AppDefinition } from '../shared/definitions/definition';
import { foldedName, TITLE_MAX_LENGTH } from '../shared/naming';
import { oneLine } from '../shared/outside-text';

/** A row in the list on home. */
export interface HomeRow {
  app: AppSummary;
  group: 'unfinished' | 'yours' | 'recent' | 'zapier' | 'close' | 'more';
  /** True if the app has a definition. */
  hasForm: boolean;
  /** The app's title in its definition, where that is not the title at Zapier; otherwise null. */
  companyTitle: string | null;
}

/** Returns an app as Zapier lists it; undefined if it is not known there. */
export type Listed = (id: string) => AppSummary | undefined;

/** How many rows home shows while the search is empty. */
const HOME_ROWS = 7;

/**
 * Returns a function that makes rows of apps, marking those that have a definition. These have name and icon from Zapier
 * where they are known there: a definition may call any app by any name.
 */
export function rowsOf(definitions: AppDefinition[], listed: Listed) {
  const titles = new Map(definitions.map(({ app, title }) => [app, title]));
  return (apps: AppSummary[], group: HomeRow['group']): HomeRow[] =>
    apps.map((known) => {
      const title = titles.get(known.id);
      const app = (title !== undefined && listed(known.id)) || known;
      return { app, group, hasForm: title !== undefined, companyTitle: otherTitle(title, app) };
    });
}

/** Returns a definition's title where it is not the app's own; otherwise null. */
export const otherTitle = (title: string | undefined, app: AppSummary): string | null =>
  title === undefined || foldedName(title) === foldedName(app.title) ? null : oneLine(title, TITLE_MAX_LENGTH);

/** Returns the definitions with the pinned ones first. */
const inOrder = (definitions: AppDefinition[]): AppDefinition[] =>
  [...definitions].sort((a, b) => Number(b.pinned ?? false) - Number(a.pinned ?? false));

/** Returns the rows while the search is empty: unfinished, configured and recent apps, each app once. */
export function homeRows(
  unfinished: AppSummary[],
  definitions: AppDefinition[],
  recent: AppSummary[],
  listed: Listed,
): HomeRow[] {
  const rows = rowsOf(definitions, listed);
  const yours = inOrder(definitions).map(({ app, title }) => ({ id: app, title, description: '', iconUrl: null }));
  return [...rows(unfinished, 'unfinished'), ...rows(yours, 'yours'), ...rows(recent, 'recent')]
    .filter(({ app }, index, all) => all.findIndex((row) => row.app.id === app.id) === index)
    .slice(0, HOME_ROWS);
}
