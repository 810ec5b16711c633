import * as v from 'valibot';
import { tokensSchema } from './sign-in/tokens';

/** Gives of a stored value what has the right shape: itself where all of it has, undefined where nothing has. */
export type Mend = (stored: unknown) => unknown;

/** All of it or nothing. */
const whole =
  (schema: v.GenericSchema): Mend =>
  (stored) =>
    v.is(schema, stored) ? stored : undefined;

/** Of a list each part by itself. */
const list =
  (part: v.GenericSchema): Mend =>
  (stored) => {
    if (!Array.isArray(stored)) return undefined;
    const kept = stored.filter((one) => v.is(part, one));
    return kept.length < stored.length ? kept : stored;
  };

/** Of an object each entry by itself. */
const entries =
  (part: v.GenericSchema): Mend =>
  (stored) => {
    if (!v.is(v.record(text, v.unknown()), stored)) return undefined;
    const kept = Object.entries(stored).filter(([, one]) => v.is(part, one));
    return kept.length < Object.keys(stored).length ? Object.fromEntries(kept) : stored;
  };

const text = v.string();
const time = v.number();
const count = v.number();
const texts = v.array(text);
/** An app or a connection. */
const named = v.object({ id: text, title: text });

const edition = { id: count, pages: count, apps: count };
const account = v.object({
  id: text,
  email: text,
  fullName: text,
  label: v.optional(text),
  signIn: v.picklist(['active', 'ended']),
  cameInsteadOf: v.optional(text),
});
const journalEntry = v.object({
  id: text,
  accountId: text,
  app: named,
  title: text,
  step: v.picklist(['sending', 'held', 'unknown', 'created']),
  before: v.nullable(texts),
  sentAt: time,
  lostAt: v.optional(time),
  created: v.optional(named),
  looks: count,
});
const madeHere = v.object({ id: text, appId: text, madeAt: time, fingerprints: texts });

const inBoth: Record<string, Mend> = {
  accounts: whole(v.object({ current: v.nullable(text), byId: v.record(text, account) })),
  tokens: entries(tokensSchema),
  seenAtZapier: whole(text),
};

/**
 * What is on disk, as far as somebody relies on its shape, by key. The computed configuration is not among it: the
 * background computes it anew at its start. Nor are the catalogue's pages: without one Zapier is searched instead.
 */
export const ON_DISK: Record<string, Mend> = {
  ...inBoth,
  settings: entries(v.union([text, v.boolean(), v.number()])),
  journal: entries(journalEntry),
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

const app = v.object({ ...named.entries, description: text, iconUrl: v.nullable(text) });
const apps = v.array(app);
const stateful = v.object({ status: text });
const question = v.object({ about: v.picklist(['label', 'ticket']), typed: text });
const forAnApp = { id: text, accountId: text, app: named, progress: stateful };

/**
 * What is in memory, by key up to its account. Browsers empty it with each update, so nobody but this version has
 * written it; what cannot be read of it was damaged, and how far a job or a visit is needs no closer look.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/storage/session
 */
export const IN_MEMORY: Record<string, Mend> = {
  ...inBoth,
  signIn: whole(stateful),
  namedCustomer: whole(text),
  lastSignedOut: whole(text),
  mark: whole(text),
  places: entries(
    v.object({
      query: text,
      app: v.nullable(app),
      holdsPasted: v.boolean(),
      unfinished: apps,
      ticket: v.optional(text),
      asked: v.nullish(question),
    }),
  ),
  recovered: entries(v.array(v.object({ app, title: text }))),
  draft: whole(
    v.object({
      title: v.nullable(text),
      values: v.record(text, text),
      freeFields: v.array(v.object({ id: text, name: text })),
      secretIds: texts,
    }),
  ),
  secrets: whole(v.object({ values: v.record(text, text), editedAt: time })),
  job: whole(v.object({ ...forAnApp, title: text })),
  hosted: whole(v.object({ ...forAnApp, reconnects: v.nullable(named) })),
  connections: whole(
    v.object({ connections: v.array(v.object({ ...named.entries, isExpired: v.boolean() })), listedAt: time }),
  ),
  findings: list(v.object({ code: text, key: text, at: time })),
};
