import browser from 'webextension-polyfill';
import { saveVisit, type Visit, type VisitProgress, visitItem } from '../../shared/visit';
import type { AccountStore } from '../sign-in/account-store';

/**
 * Reads and changes the stored visits. A visit's steps run one at a time. It may be gone by the time a step runs,
 * because the agent can cancel or sign out at any time. `stepped` is called after each step.
 */
export function createVisits(store: Pick<AccountStore, 'account'>, stepped: () => Promise<void>) {
  /** Runs a visit's steps one at a time. */
  async function step(visitId: string, work: () => Promise<void>): Promise<void> {
    await navigator.locks.request(`visit/${visitId}`, work);
    await stepped();
  }

  /** True unless the agent has cancelled the visit or signed out. */
  async function isWanted({ id, accountId, app }: Visit): Promise<boolean> {
    const [stored, account] = await Promise.all([visitItem.read(accountId, app.id), store.account(accountId)]);
    return stored?.id === id && account !== undefined;
  }

  return {
    step,
    isWanted,

    /** Returns all stored visits, of all accounts. */
    async all(): Promise<Visit[]> {
      const kept = await browser.storage.session.get();
      return Object.entries(kept).flatMap(([key, visit]) => (visitItem.isKey(key) ? [visit as Visit] : []));
    },

    /** Runs a step of the visit for an account's app, with the visit as it is stored by then. */
    async stepOf(accountId: string, appId: string, work: (visit: Visit) => Promise<void>): Promise<void> {
      const known = await visitItem.read(accountId, appId);
      if (!known) return;
      await step(known.id, async () => {
        const visit = await visitItem.read(accountId, appId);
        if (visit?.id === known.id) await work(visit);
      });
    },

    /** Saves progress; returns false if the visit was cancelled or replaced, or the account signed out. */
    async advance(visit: Visit, progress: VisitProgress): Promise<boolean> {
      if (!(await isWanted(visit))) return false;
      await saveVisit({ ...visit, progress });
      return true;
    },
  };
}
