import type { AppSummary } from '../shared/app';
import { type AppDefinition, needsZapierPage } from '../shared/definitions/definition';
import { foldedName, TITLE_MAX_LENGTH } from '../shared/naming';
import { oneLine } from '../shared/outside-text';

/** A row in the list on home. */
export interface HomeRow {
  app: AppSummary;
  group: 'message' | 'chosen' | 'unfinished' | 'yours' | 'recent' | 'zapier' | 'close' | 'more';
  /** True if the app is connected on Zapier's page, at least at first. */
  leaves: boolean;
  /** The app's title in its definition, where that is not the title at Zapier; otherwise null. */
  companyTitle: string | null;
}

/** Returns an app as Zapier lists it; undefined if it is not known there. */
export type Listed = (id: string) => AppSummary | undefined;

/** The agent's own apps, and those of which Zapier takes no credentials. */
export interface OwnApps {
  definitions: AppDefinition[];
  /** Ids of the apps for which Zapier refused credentials. */
  refused: string[];
  /** False if a policy switches off Zapier's page. */
  allowZapierPage: boolean;
}

/** How many rows home shows while the search is empty. */
const HOME_ROWS = 7;

/**
 * Returns a function that makes rows of apps, marking those that leave for Zapier's page. Those with a definition have
 * name and icon from Zapier where they are known there: a definition may call any app by any name.
 */
export function rowsOf({ definitions, refused, allowZapierPage }: OwnApps, listed: Listed) {
  const defined = new Map(definitions.map((definition) => [definition.app, definition]));
  return (apps: AppSummary[], group: HomeRow['group']): HomeRow[] =>
    apps.map((known) => {
      const definition = defined.get(known.id);
      const app = (definition && listed(known.id)) || known;
      const isForZapier = !definition || needsZapierPage(definition) || refused.includes(app.id);
      const leaves = allowZapierPage && isForZapier;
      return { app, group, leaves, companyTitle: otherTitle(definition?.title, app) };
    });
}

/** Returns a definition's title where it is not the app's own; otherwise null. */
export const otherTitle = (title: string | undefined, app: AppSummary): string | null =>
  title === undefined || foldedName(title) === foldedName(app.title) ? null : oneLine(title, TITLE_MAX_LENGTH);

const summaryOf = ({ app, title }: AppDefinition): AppSummary => ({ id: app, title, description: '', iconUrl: null });

/** Returns the pinned app if there is only one, else null. */
export function lonePinned(definitions: AppDefinition[]): AppSummary | null {
  const [first, ...others] = definitions.filter(({ pinned }) => pinned);
  return first && others.length === 0 ? summaryOf(first) : null;
}

/** Returns the definitions with the pinned ones first. */
const inOrder = (definitions: AppDefinition[]): AppDefinition[] =>
  [...definitions].sort((a, b) => Number(b.pinned ?? false) - Number(a.pinned ?? false));

/** Returns the rows while the search is empty: apps of a message, unfinished, configured and recent ones, each once. */
export function homeRows(
  inMessage: AppSummary[],
  unfinished: AppSummary[],
  own: OwnApps,
  recent: AppSummary[],
  listed: Listed,
): HomeRow[] {
  const rows = rowsOf(own, listed);
  const yours = inOrder(own.definitions).map(summaryOf);
  const before = [...rows(inMessage, 'message'), ...rows(unfinished, 'unfinished')];
  return [...before, ...rows(yours, 'yours'), ...rows(recent, 'recent')]
    .filter(({ app }, index, all) => all.findIndex((row) => row.app.id === app.id) === index)
    .slice(0, HOME_ROWS);
}
