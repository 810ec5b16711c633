import type { AppSummary } from '../../shared/app';
import type { AppDefinition } from '../../shared/definitions/definition';
import { type HomeRow, rowsOf } from '../home-rows';
import type { Hits } from './find';

/** Rows that a search shows. */
export const RESULT_ROWS = 20;

/**
 * Builds a search's rows. Results from Zapier's own search are added at the end, so that no row moves while the agent
 * is about to choose one.
 */
export function resultRows(
  { defined, picked, listed, close }: Hits,
  found: AppSummary[],
  definitions: AppDefinition[],
): HomeRow[] {
  const rows = rowsOf(definitions);
  const known = new Map(found.map((app) => [app.id, app]));
  const own = defined.map((app) => {
    const zapiers = known.get(app.id);
    return zapiers && app.iconUrl === null ? { ...zapiers, title: app.title } : app;
  });
  const local = [...rows(own, 'yours'), ...rows(picked, 'recent'), ...rows(listed, 'zapier'), ...rows(close, 'close')];
  for (const { app } of local) known.delete(app.id);
  return [...local, ...rows([...known.values()], close.length > 0 ? 'more' : 'zapier')].slice(0, RESULT_ROWS);
}
