import { jobItem } from '../shared/job';
import type { Place } from '../shared/place';

/**
 * Moves on from each receipt that was copied for the ticket, as *Connect another* does: a page that opens later is for
 * what comes next. Returns the places of such a page.
 */
export async function leaveCopied(places: Record<string, Place>): Promise<Record<string, Place>> {
  const left = Object.entries(places).map(async ([accountId, place]): Promise<[string, Place]> => {
    const { copied, app } = place;
    const job = copied && (await jobItem.read(accountId, copied.appId));
    if (!job || job.id !== copied.jobId || job.progress.status !== 'connected') return [accountId, place];
    await jobItem.remove(accountId, copied.appId);
    return [accountId, app?.id === copied.appId ? { ...place, app: null, query: '' } : place];
  });
  return Object.fromEntries(await Promise.all(left));
}
