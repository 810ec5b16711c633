import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { storage } from 'wxt/utils/storage';
import { changeItem, type ItemKey } from '../../shared/items';
import type { ApiOrder } from '../../shared/order';
import { keepOnDisk } from '../keep-on-disk';

/**
 * The orders whose request has left, until they are settled and a page has shown that. On disk, to survive the end of the
 * browser. Contains neither credentials nor Zapier's messages.
 */
export const ordersOnDiskItem = storage.defineItem<ApiOrder[]>('local:orders' satisfies ItemKey, {
  version: 1,
  fallback: [],
});

const text = v.string();
const named = v.object({ id: text, title: text });

/** What earlier versions kept on disk of each request that was not settled, by id. */
const journalSchema = v.record(
  text,
  v.fallback(
    v.nullable(
      v.object({
        ...{ id: text, accountId: text, app: named, title: text, ticket: v.exactOptional(text) },
        step: v.picklist(['sending', 'held', 'unknown', 'created']),
        before: v.nullable(v.array(text)),
        countBefore: v.fallback(v.nullable(v.number()), null),
        sentAt: v.number(),
        lostAt: v.exactOptional(v.number()),
        isAnswered: v.exactOptional(v.boolean()),
        created: v.exactOptional(named),
        looks: v.number(),
      }),
    ),
    null,
  ),
);

type Entry = NonNullable<v.InferOutput<typeof journalSchema>[string]>;

function stageOf({ step, created, sentAt }: Entry): ApiOrder['stage'] {
  if (step === 'held') return { name: 'queued' };
  if (created) return { name: 'connected', connection: created, connectedAt: sentAt };
  return step === 'sending' ? { name: 'sending' } : { name: 'checking', loss: { code: 'answer-lost' } };
}

function orderOf(entry: Entry): ApiOrder {
  const { step: _step, sentAt, created: _created, before, countBefore, lostAt, isAnswered, looks, ...order } = entry;
  const found = { ...(lostAt !== undefined && { lostAt }), ...(isAnswered && { isAnswered }) };
  return { ...order, via: 'api', stage: stageOf(entry), sent: { at: sentAt, before, countBefore, looks, ...found } };
}

/** Returns the orders on disk, after making orders of what an earlier version kept. */
export async function readOrdersOnDisk(): Promise<ApiOrder[]> {
  const { journal } = await browser.storage.local.get('journal');
  if (journal === undefined) return ordersOnDiskItem.getValue();
  const kept = v.safeParse(journalSchema, journal);
  const entries = Object.values(kept.success ? kept.output : {}).filter((entry) => entry !== null);
  // Some are there if the background was stopped before it removed the journal.
  const withEntries = (known: ApiOrder[]) => {
    const ids = known.map(({ id }) => id);
    return [...known, ...entries.map(orderOf).filter(({ id }) => !ids.includes(id))];
  };
  const orders = withEntries(await ordersOnDiskItem.getValue());
  // On a full disk, the journal stays; nothing else may depend on it.
  await keepOnDisk('orders', async () => {
    await changeItem(ordersOnDiskItem, withEntries);
    await browser.storage.local.remove(['journal', 'journal$']);
  });
  return orders;
}
