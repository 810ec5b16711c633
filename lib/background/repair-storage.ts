import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { configItem } from '../shared/config';
import type { Finding } from '../shared/findings';
import { madeHereItem } from '../shared/made-here';
import { noteFindings } from './keep-on-disk';
import { localTokensItem } from './sign-in/account-store';
import { tokensSchema } from './sign-in/tokens';

/** Returns the valid part of a stored value: the same value if all is valid, undefined if it has to be removed. */
type Repair = (stored: unknown) => unknown;

/** Keeps a value only if all of it is valid. */
const whole =
  (schema: v.GenericSchema): Repair =>
  (stored) =>
    v.is(schema, stored) ? stored : undefined;

/** Keeps the valid items of a list, even if there are none. */
const list =
  (part: v.GenericSchema): Repair =>
  (stored) => {
    if (!Array.isArray(stored)) return undefined;
    const kept = stored.filter((one) => v.is(part, one));
    return kept.length < stored.length ? kept : stored;
  };

/** Keeps the valid entries of an object, even if there are none. */
const entries =
  (part: v.GenericSchema): Repair =>
  (stored) => {
    if (!v.is(v.record(text, v.unknown()), stored)) return undefined;
    const kept = Object.entries(stored).filter(([, one]) => v.is(part, one));
    return kept.length < Object.keys(stored).length ? Object.fromEntries(kept) : stored;
  };

const text = v.string();
const time = v.number();
const count = v.number();
const texts = v.array(text);
/** The shape of an app or a connection. */
const named = v.object({ id: text, title: text });

const edition = { id: count, pages: count, apps: count };
const account = v.object({
  id: text,
  email: text,
  fullName: text,
  publicMail: v.optional(v.literal(true)),
  label: v.optional(text),
  signIn: v.picklist(['active', 'ended']),
});
/** Why an order failed, as far as that outlasts the browser. */
const failure = v.variant('code', [
  v.looseObject({ code: v.picklist(['values-gone', 'reason-gone']) }),
  v.looseObject({
    code: v.literal('not-created'),
    loss: v.looseObject({ code: v.literal('answer-lost') }),
    checkedAt: time,
  }),
]);
const ordered = {
  ...{ id: text, accountId: text, app: named, title: text, via: v.literal('api') },
  ...{ ticket: v.optional(text), fields: v.optional(texts) },
};
const sent = v.looseObject({
  ...{ at: time, before: v.nullable(texts), countBefore: v.nullable(count), looks: count },
  ...{ lookingSince: v.optional(time), lostAt: v.optional(time) },
});
const more = { connection: named, twins: v.optional(v.array(named)), alsoCounted: v.optional(count) };
const order = v.union([
  v.looseObject({
    ...ordered,
    stage: v.variant('name', [
      v.looseObject({ name: v.literal('queued'), until: v.nullish(time) }),
      v.looseObject({ name: v.literal('sending') }),
      v.looseObject({ name: v.literal('checking'), loss: v.looseObject({ code: text }) }),
      v.looseObject({ name: v.literal('undone'), ...more }),
    ]),
    sent,
  }),
  v.looseObject({
    ...ordered,
    stage: v.variant('name', [
      v.looseObject({ name: v.literal('connected'), connectedAt: time, ...more }),
      v.looseObject({ name: v.literal('failed'), failure }),
    ]),
    sent: v.optional(sent),
  }),
]);
const madeHere = v.object({ id: text, appId: text, madeAt: time, fingerprints: texts });

/**
 * The shapes of the items on disk that have to be valid, by key. The configuration in force is not included because it
 * is computed at each start, nor are the parts of the directory because Zapier is searched while one is missing.
 */
export const SHAPES: Record<string, Repair> = {
  accounts: whole(v.object({ current: v.nullable(text), byId: v.record(text, account) })),
  tokens: entries(tokensSchema),
  settings: entries(v.union([text, v.boolean(), v.number()])),
  orders: list(order),
  madeHere: entries(v.object({ key: text, made: v.array(madeHere) })),
  fieldNames: list(v.object({ app: text, names: texts })),
  refusedApps: list(text),
  picks: list(v.object({ id: text, title: text, description: text, iconUrl: v.nullable(text), rank: count })),
  catalogue: whole(
    v.object({
      complete: v.nullable(v.object({ ...edition, readAt: time })),
      growing: v.nullable(v.object({ ...edition, offset: count, total: v.nullable(count) })),
      outdated: v.nullable(v.object(edition)),
    }),
  ),
};

/** Returns the key under which WXT stores the version of an item. */
const versionKey = (key: string) => `${key}$`;

/** Items that an earlier version kept on disk, and this one does not read. */
const RETIRED = ['seenAtZapier'];

/**
 * Removes items on disk that do not have the expected shape: incompletely written, edited by hand, or written by a
 * version that was withdrawn. In lists and collections, removes only the invalid parts. Stores a finding for each item.
 */
export async function repairStorage(): Promise<void> {
  // Reading an item migrates it from an older version's shape.
  await Promise.all([madeHereItem.getValue(), configItem.getValue(), localTokensItem.getValue()]);
  const { local } = browser.storage;
  await local.remove([...RETIRED, ...RETIRED.map(versionKey)]);
  const repaired: Record<string, unknown> = {};
  const gone: string[] = [];
  for (const [key, value] of Object.entries(await local.get(Object.keys(SHAPES)))) {
    const valid = SHAPES[key]?.(value);
    if (valid === value) continue;
    if (valid === undefined) gone.push(key);
    else repaired[key] = valid;
  }
  const unreadable = [...Object.keys(repaired), ...gone];
  if (unreadable.length === 0) return;
  if (gone.includes('accounts')) gone.push('tokens');
  if (gone.includes('catalogue')) gone.push(...(await directoryParts()));
  await local.set(repaired);
  await local.remove([...gone, ...gone.map(versionKey)]);
  await noteFindings(unreadable.map((key): Finding => ({ code: 'unreadable', key, at: Date.now() })));
}

/** Returns the keys of all stored parts of the directory; their number was lost with the index. */
async function directoryParts(): Promise<string[]> {
  return Object.keys(await browser.storage.local.get()).filter((key) => key.startsWith('catalogue/'));
}
