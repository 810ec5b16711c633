import browser from 'webextension-polyfill';
import { type HostedConnect, type HostedProgress, saveVisit, visitItem } from '../../shared/visit';
import type { AccountStore } from '../sign-in/account-store';

/**
 * The stored visits, each taken one step after the other. What a step is about may be gone by the time it is
 * taken: the agent cancels and signs out whenever they like. `stepped` is called after each.
 */
export function createVisits(store: Pick<AccountStore, 'account'>, stepped: () => Promise<void>) {
  /** Takes a visit's steps one after the other. */
  async function step(visitId: string, work: () => Promise<void>): Promise<void> {
    await navigator.locks.request(`visit/${visitId}`, work);
    await stepped();
  }

  /** Whether the agent has neither cancelled the visit nor signed out. */
  async function isWanted({ id, accountId, app }: HostedConnect): Promise<boolean> {
    const [stored, account] = await Promise.all([visitItem.read(accountId, app.id), store.account(accountId)]);
    return stored?.id === id && account !== undefined;
  }

  return {
    step,
    isWanted,

    /** Every visit that is stored, whatever account it is for. */
    async all(): Promise<HostedConnect[]> {
      const kept = await browser.storage.session.get();
      return Object.entries(kept).flatMap(([key, visit]) => (visitItem.isKey(key) ? [visit as HostedConnect] : []));
    },

    /** Takes the next step of the visit for an account's app as it is stored by then. */
    async stepOf(accountId: string, appId: string, work: (visit: HostedConnect) => Promise<void>): Promise<void> {
      const known = await visitItem.read(accountId, appId);
      if (!known) return;
      await step(known.id, async () => {
        const visit = await visitItem.read(accountId, appId);
        if (visit?.id === known.id) await work(visit);
      });
    },

    /** Keeps how far a visit is, and answers whether it is still wanted. */
    async advance(visit: HostedConnect, progress: HostedProgress): Promise<boolean> {
      if (!(await isWanted(visit))) return false;
      await saveVisit({ ...visit, progress });
      return true;
    },
  };
}
