import { storage } from 'wxt/utils/storage';
import type { AppRef } from './app';
import type { Config } from './config';
import type { Failure, NotUnderstood } from './failure';
import type { ItemKey } from './items';
import type { SignInFailure } from './sign-in';

/** How far a step of the set-up check is. `F` is why it failed. */
export type Step<F> = { is: 'waiting' } | { is: 'running' } | { is: 'ok' } | { is: 'failed'; failure: F };

/**
 * What Zapier's window showed before it was closed: its sign-in or consent, or an error page. Browsers tell neither from
 * the other.
 */
export type Shown = 'sign-in' | 'error-page';

/** The trial sign-in. `closed` needs the user's answer. */
export type SignInStep = Step<SignInFailure> | { is: 'closed'; shown: Shown | null };

/** Words of a token endpoint (RFC 6749, section 5.2), as plain text; empty if it sent none. */
interface Words {
  error: string;
  description: string;
}

/** Why the code of a trial sign-in brought no tokens. */
export type ExchangeFailure =
  /** The client has a secret, and none was sent. */
  | ({ code: 'wants-secret' } & Words)
  /** The secret, or the client that a broker stands for, is not the right one. */
  | ({ code: 'wrong-secret' } & Words)
  /** The redirect URL is not among those that the endpoint knows. */
  | ({ code: 'wrong-redirect' } & Words)
  /** The code was refused although it had just been issued: it had expired, or the verifier did not fit. */
  | ({ code: 'code-refused' } & Words)
  /** Refused for another reason. */
  | ({ code: 'refused' } & Words)
  | ({ code: 'server-error'; status: number } & Words)
  /** Nothing answers at Zapier's address. */
  | { code: 'unreachable' }
  /**
   * Nothing answers at the broker's /health, or not with a CORS header for this extension's origin. Only a request that
   * follows redirects, to whatever host, would tell one from the other.
   */
  | { code: 'unread' }
  /** The broker's host answers at /health, and nothing readable comes from the broker's own address. */
  | { code: 'wrong-path' }
  | { code: 'too-many-requests' }
  /** `at` is where: at the broker's /health, or where tokens are requested. */
  | (NotUnderstood & { at: 'health' | 'tokens' });

/** What has to be readable at Zapier. */
export type Readable = 'account' | 'apps' | 'connections';

/** What a sign-in may do. */
export interface Access {
  /** Scopes that were granted, space separated; null if Zapier did not say. */
  granted: string | null;
  /** Scopes that were asked for and not granted, under either of their names. */
  missing: string[];
  /** Of the account that signed in; null if it could not be read. */
  accountId: string | null;
  email: string | null;
  unreadable: { what: Readable; failure: Failure }[];
}

/** How Zapier knows a defined app: it lists it, or takes its id, or does not know the id. Null: it could not be asked. */
export type KnownAs = 'listed' | 'by-id' | 'unknown' | null;

/** What Zapier knows of the company's own apps. */
export interface OwnApps {
  /** Those with a definition. */
  defined: (AppRef & { known: KnownAs })[];
  /** The name or id that was typed because there is no definition; empty if none was. */
  asked: string;
  /** The apps that Zapier lists by that name, or that have that id. */
  found: (AppRef & { known: KnownAs })[];
}

/** What Zapier was seen to allow with an own app. */
export interface Powers {
  /** The app's title. */
  title: string;
  /** Whether Zapier refuses a false key; null if that could not be told. */
  keys: 'checked' | 'not-checked' | null;
  /** Whether Zapier lets a new connection be deleted; null if that could not be told. */
  deletion: 'allowed' | 'refused' | null;
  /** Titles of connections that could not be deleted. */
  left: string[];
  /** Why the true key made no connection, or why it was not tried; null if it made one. */
  failure: Failure | null;
}

/** A step that finds something even if it fails. */
type Finding<V> = { is: 'waiting' } | { is: 'running' } | ({ is: 'done' } & V);

/** The settings that a check depends on. */
export type CheckedSettings = Pick<Config, (typeof CHECKED_SETTINGS)[number]>;

/** Names of {@link CheckedSettings}. */
export const CHECKED_SETTINGS = [
  ...(['clientId', 'authorizationUrl', 'tokenUrl', 'scopes'] as const),
  ...(['clientAuthentication', 'tokenBrokerUrl'] as const),
] as const;

/** Why it was not tried what Zapier allows. Nothing was created. */
export interface NotTried {
  is: 'not-tried';
  /**
   * A policy forbids to delete; the form holds no secret, so no key would be false; whose account it is could not be
   * read; or the sign-in brought no tokens.
   */
  why: 'switched-off' | 'no-secret' | 'no-account' | 'no-sign-in';
}

/** Nothing was created yet, because the account that signed in is not the one that was shown before. */
export interface AsksAccount {
  is: 'asks';
  accountId: string;
  email: string;
}

/** What the set-up check has found, step by step. No token, no secret. */
export interface SetUpCheck {
  /** What it was made with, whatever is chosen since; null before the first. */
  settings: CheckedSettings | null;
  signIn: SignInStep;
  exchange: Step<ExchangeFailure>;
  access: Finding<Access>;
  apps: Finding<OwnApps>;
  /** By choice only. */
  powers: Finding<Powers> | NotTried | AsksAccount;
}

/** Nothing has been checked. */
export const NOTHING_CHECKED: SetUpCheck = {
  settings: null,
  signIn: { is: 'waiting' },
  exchange: { is: 'waiting' },
  access: { is: 'waiting' },
  apps: { is: 'waiting' },
  powers: { is: 'waiting' },
};

/** Takes the place of an account id where a form is handed over for a check. */
export const SET_UP_ACCOUNT = 'set-up-check';

/** The latest set-up check. Written by the background. */
export const setUpCheckItem = storage.defineItem<SetUpCheck>('session:setUpCheck' satisfies ItemKey, {
  fallback: NOTHING_CHECKED,
});
