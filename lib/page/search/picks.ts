import { storage } from 'wxt/utils/storage';
import type { AppSummary } from '../../shared/app';
import type { ItemKey } from '../../shared/items';

/** A picked app and a rank from how recently and how often it was picked. */
export interface PickedApp extends AppSummary {
  /**
   * Time at which the weight of all its picks will have decayed to that of a single pick, in epoch milliseconds. A pick
   * weighs 1 and loses half of that every two weeks, so one number describes all picks and never has to be updated.
   */
  rank: number;
}

/**
 * Picked apps, recent and frequent first. They belong to the agent, not to an account, because agents set up the same
 * few apps for each customer. Written by pages.
 */
export const picksItem = storage.defineItem<PickedApp[]>('local:picks' satisfies ItemKey, { version: 1, fallback: [] });

/** Time in which a pick loses half its weight, in milliseconds. */
const HALF_LIFE_MS = 14 * 24 * 60 * 60_000;

/** Most picks that are stored. */
const MAX_PICKS = 50;

/** Returns the picks with one added. `now` is epoch milliseconds. */
export function withPick(
  picks: PickedApp[],
  { id, title, description, iconUrl }: AppSummary,
  now: number,
): PickedApp[] {
  const before = picks.find((pick) => pick.id === id);
  const weight = 1 + (before ? 2 ** ((before.rank - now) / HALF_LIFE_MS) : 0);
  const picked = { id, title, description, iconUrl, rank: now + HALF_LIFE_MS * Math.log2(weight) };
  return [picked, ...picks.filter((pick) => pick.id !== id)].sort((a, b) => b.rank - a.rank).slice(0, MAX_PICKS);
}

/** Stores a pick and returns all picks. */
export async function countPick(app: AppSummary): Promise<PickedApp[]> {
  const picks = withPick(await picksItem.getValue(), app, Date.now());
  await picksItem.setValue(picks);
  return picks;
}
