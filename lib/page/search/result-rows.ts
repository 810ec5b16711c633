import type { AppSummary } from '../../shared/app';
import { type HomeRow, type Listed, type OwnApps, rowsOf } from '../home-rows';
import type { Hits } from './find';

/** Rows that a search shows. */
export const RESULT_ROWS = 20;

/**
 * Builds a search's rows, the app that was opened with the same text before first. Results from Zapier's own search are added at the end, so that no row moves while the agent
 * is about to choose one.
 */
export function resultRows(
  { defined, picked, listed: fromDirectory, close }: Hits,
  found: AppSummary[],
  chosen: AppSummary | undefined,
  own: OwnApps,
  listed: Listed,
): HomeRow[] {
  const known = new Map(found.map((app) => [app.id, app]));
  const answered = new Map(known);
  const rows = rowsOf(own, (id) => listed(id) ?? answered.get(id));
  const local = [
    ...rows(defined, 'yours'),
    ...rows(picked, 'recent'),
    ...rows(fromDirectory, 'zapier'),
    ...rows(close, 'close'),
  ];
  for (const { app } of local) known.delete(app.id);
  const all = [...local, ...rows([...known.values()], close.length > 0 ? 'more' : 'zapier')];
  const others = all.filter(({ app }) => app.id !== chosen?.id);
  return [...rows(chosen ? [chosen] : [], 'chosen'), ...others].slice(0, RESULT_ROWS);
}
