import { type StorageItemKey, storage, type WxtStorageItem } from 'wxt/utils/storage';

/** One row of {@link ITEMS}. */
interface StoredItem {
  writtenBy: 'background' | 'pages' | 'pages and background';
  /** True if the item holds a credential or a token, or can recognise one. */
  secret?: true;
  /** The contents, described for users. */
  holds: string;
  /** When the item is removed or replaced. */
  until: string;
}

/**
 * Everything the extension stores: `session` is in memory, `local` on disk. `npm run documents` writes the tables of
 * PRIVACY.md and INTERNALS.md from it, and fails where the code has an item without a row.
 */
export const ITEMS = {
  'local:settings': {
    writtenBy: 'background',
    holds: 'what was saved in Settings, where it differs from the defaults',
    until: 'it is changed there',
  },
  'local:config': {
    writtenBy: 'background',
    holds: 'the configuration in force, a policy’s values included, never the client secret',
    until: 'settings or policy change',
  },
  'session:accounts': {
    writtenBy: 'background',
    holds: 'Zapier user id, e-mail, full name, your name for the customer, and whether the sign-in is still valid',
    until: 'Sign out',
  },
  'local:accounts': {
    writtenBy: 'background',
    holds: 'the same, only while *Stay signed in* is on',
    until: 'that is switched off, or as above',
  },
  'session:tokens': {
    writtenBy: 'background',
    secret: true,
    holds: 'access token and its expiry, refresh token, and who issued them',
    until: 'Sign out, or Zapier ends the sign-in',
  },
  'local:tokens': {
    writtenBy: 'background',
    secret: true,
    holds: 'the same, only while *Stay signed in* is on',
    until: 'that is switched off, or as above',
  },
  'session:signIn': {
    writtenBy: 'pages and background',
    holds:
      'how the latest sign-in went, whom you named, the tab of Zapier’s sign-out; of anybody else’s account, user id, e-mail and full name',
    until: 'the next one, Dismiss, Sign out; ten minutes for the last',
  },
  'session:candidate': {
    writtenBy: 'background',
    secret: true,
    holds: 'that account, its access and refresh token, and when it signed in',
    until: 'you use it anyway or do anything else; after ten minutes at most',
  },
  'session:namedCustomer': {
    writtenBy: 'pages and background',
    holds: 'the customer’s e-mail or domain, as you type it before a sign-in',
    until: 'a sign-in succeeds',
  },
  'session:namedTicket': {
    writtenBy: 'pages and background',
    holds: 'the ticket, as you type it before a sign-in',
    until: 'a sign-in succeeds',
  },
  'session:lastSignedOut': {
    writtenBy: 'background',
    holds: 'the user id that was signed out last, to notice if Zapier brings it back',
    until: 'the next sign-in',
  },
  'session:seenAtZapier': {
    writtenBy: 'pages and background',
    holds: 'the user id that Zapier was last seen signed in as, and when; believed for ten minutes',
    until: 'the next sign-in, a visit to Zapier’s page that changed nothing, opening Zapier’s sign-out, Sign out',
  },
  'session:addsCustomer': {
    writtenBy: 'pages and background',
    holds: 'that a customer is being added to those who are here',
    until: 'a sign-in succeeds, Back',
  },
  'session:tickets': {
    writtenBy: 'pages and background',
    holds: 'the ticket of each account',
    until: 'Sign out',
  },
  'session:setUpCheck': {
    writtenBy: 'background',
    holds: 'what the set-up check in Settings has found, with Zapier’s or the token broker’s words',
    until: 'the next check, or its settings change',
  },
  'session:places': {
    writtenBy: 'pages and background',
    holds:
      'per account: text in Search, the open app, up to two unfinished apps, whether a pasted key waits, which receipt was copied, unsaved text in the account menu',
    until: 'Sign out',
  },
  'session:draft/<account>/<app>': {
    writtenBy: 'pages and background',
    holds: 'connection name, names of fields, non-secret values',
    until: 'connected, Clear, Sign out',
  },
  'session:secrets/<account>/<app>': {
    writtenBy: 'pages and background',
    secret: true,
    holds:
      'typed credentials and when they were last edited; `search` in place of an app for a paste into Search, or, without account, before a sign-in',
    until: 'ten minutes after the last edit; connected, Clear, Forget it, Sign out',
  },
  'session:placed/<account>/<order>': {
    writtenBy: 'pages and background',
    holds: 'an order as you give it: app, connection name, ticket',
    until: 'it is taken up, at once',
  },
  'session:orders': {
    writtenBy: 'background',
    holds:
      'per order app, connection name, ticket and how far it is; then the new connection’s id and title, with the form’s non-secret values for *Undo*, or the failure in Zapier’s words; for Zapier’s own page and the customer’s link also its tab, the ids and titles of the app’s connections before, and the e-mail of another account that the new one is or may be in',
    until: 'the browser closes, Clear, the next try, Cancel, Forget; Sign out, but for a request that is out',
  },
  'local:orders': {
    writtenBy: 'background',
    holds:
      'per request that is out, or whose outcome no page has shown: account id, app id and title, connection name, ticket, when it was sent, ids of the app’s connections before it, the new connection’s id and title; never a credential',
    until: 'settled and shown, given up, Forget it; Sign out, but for a request that is out',
  },
  'session:connections/<account>/<app>': {
    writtenBy: 'background',
    holds:
      'ids and titles of the app’s connections, which of them are expired, how many Zapier counts, and when it listed them',
    until: 'Sign out',
  },
  'local:madeHere': {
    writtenBy: 'background',
    secret: true,
    holds:
      'per account a random key, and of each connection made here its id, its app, when, and fingerprints of its credentials; no value, no name, no title',
    until: 'Undo, Delete, Sign out; 90 days; an account’s 200 later ones',
  },
  'session:usedCredentials': {
    writtenBy: 'background',
    secret: true,
    holds:
      'a random key, and of each credential of eight characters or more that was sent: a fingerprint, the account’s id and when; no value',
    until: 'Sign out of that account',
  },
  'local:fieldNames': {
    writtenBy: 'background',
    holds: 'per app, for all customers: names of free fields that Zapier took, never values; 50 apps, 30 names each',
    until: 'Forget these fields, for one app',
  },
  'local:refusedApps': {
    writtenBy: 'background',
    holds: 'ids of apps for which Zapier refused credentials with a 403',
    until: 'Zapier takes some',
  },
  'local:picks': {
    writtenBy: 'pages',
    holds:
      'up to fifty apps that you opened: id, title, description, icon’s address, and a number for how recently and often; no account, no customer',
    until: 'newer ones replace them; removing the extension',
  },
  'session:typedFor': {
    writtenBy: 'pages',
    holds: 'up to fifty texts typed into Search, and the app opened with each',
    until: 'newer ones; the browser closes',
  },
  'local:catalogue': {
    writtenBy: 'background',
    holds: 'how far Zapier’s public list of apps has been read',
    until: 'a newer list replaces it; removing the extension',
  },
  'local:catalogue/<edition>/<page>': {
    writtenBy: 'background',
    holds: 'a part of that list: ids, titles, beginnings of descriptions, addresses of icons',
    until: 'as above',
  },
  'session:requests': {
    writtenBy: 'background',
    holds: 'when requests left in the last minute, and until when Zapier accepts none',
    until: 'newer ones replace them',
  },
  'session:findings': {
    writtenBy: 'background',
    holds:
      'which of these items could not be read or kept, which of Zapier’s answers were not understood and how they begin, without credentials, and when; shown in Settings under Diagnostics',
    until: 'the browser closes',
  },
  'session:updateWaitsSince': {
    writtenBy: 'background',
    holds: 'since when an update of the extension waits',
    until: 'it is installed, after an hour at most',
  },
  'session:mark': { writtenBy: 'background', holds: 'the mark on the icon', until: 'you open the popup' },
} as const satisfies Record<StorageItemKey, StoredItem>;

/** A key of {@link ITEMS} for a single item, to be used as `storage.defineItem('…' satisfies ItemKey)`. */
export type ItemKey = Exclude<keyof typeof ITEMS, `${string}<${string}`>;

type KindPerApp = keyof typeof ITEMS extends infer K
  ? K extends `session:${infer Kind}/<account>/<app>`
    ? Kind
    : never
  : never;

/** Encodes an id as a part of a key. Zapier's ids are numbers and UUIDs, but any text has to work. */
export const accountPart = (id: string): string => encodeURIComponent(id.toWellFormed());

/** Returns whether a key of `storage.session`, without the area, or an alarm's name belongs to an account. */
export const isOfAccount = (keyInArea: string, accountId: string): boolean =>
  keyInArea.split('/')[1] === accountPart(accountId);

/** Accesses an item that exists in memory for each app of each account. Sign-out finds these by the account id. */
export function perApp<T>(kind: KindPerApp) {
  const name = (accountId: string, appId: string): string => `${kind}/${accountPart(accountId)}/${accountPart(appId)}`;
  const key = (accountId: string, appId: string): StorageItemKey => `session:${name(accountId, appId)}`;
  return {
    key,
    /** Returns the key without the area: the name of the item's alarm and lock. */
    name,
    /** Returns whether a key of `storage.session`, without the area, belongs to an item of this kind. */
    isKey: (keyInArea: string): boolean => keyInArea.startsWith(`${kind}/`),
    read: (accountId: string, appId: string): Promise<T | null> => storage.getItem<T>(key(accountId, appId)),
    write: (accountId: string, appId: string, value: T): Promise<void> => storage.setItem(key(accountId, appId), value),
    remove: (accountId: string, appId: string): Promise<void> => storage.removeItem(key(accountId, appId)),
    /** Calls back with each new value, or null when the item is removed. Returns a function that stops. */
    watch: (accountId: string, appId: string, changed: (value: T | null) => void): (() => void) =>
      storage.watch<T>(key(accountId, appId), changed),
  };
}

/**
 * Replaces an item's value by the result of `edit`. Changes of an item are made one at a time across all pages and the
 * background, so that none is lost. Writes nothing if `edit` returns the same value.
 */
export async function changeItem<T>(
  item: Pick<WxtStorageItem<T, Record<string, unknown>>, 'key' | 'getValue' | 'setValue'>,
  edit: (value: T) => T | Promise<T>,
): Promise<void> {
  await navigator.locks.request(item.key, async () => {
    const before = await item.getValue();
    const after = await edit(before);
    if (after !== before) await item.setValue(after);
  });
}
