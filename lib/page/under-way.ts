import browser from 'webextension-polyfill';
import { isOfAccount } from '../shared/items';
import { isUnderWay, type Job, jobItem } from '../shared/job';
import { isVisiting, type Visit, visitItem } from '../shared/visit';

/** Returns how many connections are being made in an account, or in all accounts if that is null. */
export async function countUnderWay(accountId: string | null): Promise<number> {
  const kept = Object.entries(await browser.storage.session.get());
  const isMade = ([key, value]: [string, unknown]) =>
    (jobItem.isKey(key) && isUnderWay(value as Job)) || (visitItem.isKey(key) && isVisiting(value as Visit));
  return kept.filter((entry) => (accountId === null || isOfAccount(entry[0], accountId)) && isMade(entry)).length;
}
