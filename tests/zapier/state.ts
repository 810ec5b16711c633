import type { components } from '../../lib/background/zapier/openapi.generated';
import { type CatalogueApp, createCatalogue } from './apps/catalogue';
import { createFaults, type Faults } from './faults';
import type { Client } from './oauth/clients';
import { CLIENTS } from './oauth/clients';
import { BEN, MARIA, NAMELESS, type Person } from './people';
import { RateLimiter } from './rate-limit';
import type { RequestRecord } from './request-record';

/** Something that lib/background/zapier/openapi.yaml does not allow, or an error of the stand-in itself. */
export interface Violation {
  kind: 'request' | 'answer' | 'stand-in';
  message: string;
  source: components['schemas']['ErrorSource'] | null;
  request: RequestRecord;
}

/** A request to a host that should not be called. */
export interface Stranger {
  host: string;
  method: string;
  path: string;
}

/** A created connection, including what Zapier never returns. */
export interface Connection {
  id: string;
  app: string;
  title: string;
  fields: Record<string, unknown>;
  owner: Person;
  isExpired: boolean;
}

/** An authorization code and what it is bound to (RFC 6749, section 4.1.2). */
export interface AuthorizationCode {
  clientId: string;
  redirectUri: string;
  challenge: string | null;
  person: Person;
  scopes: string[];
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** What a token grants. */
export interface Grant {
  clientId: string;
  person: Person;
  scopes: string[];
}

/** Falsified values for the next redirect to the client. */
export interface AuthorizationFault {
  /** Replaces the client's own `state`; null leaves it out. */
  state?: string | null;
  /** Sent instead of a code, immediately, before anybody is asked. */
  error?: string;
  errorDescription?: string;
}

/** Behaviour that can be switched; see the methods of the same name. */
export interface Switches {
  rateLimit: boolean;
  allowAllApps: boolean;
  listOwnApps: boolean;
  capitalIds: boolean;
  expandApps: boolean;
  omitRefreshToken: boolean;
  loseChallenge: boolean;
  /** The scopes that are granted at most; null if all that exist are. */
  grantOnly: string[] | null;
  cors: boolean;
  keepAlive: boolean;
  redirectAfterConnect: boolean;
  redirectAfterLogOut: boolean;
  deletion: Deletion;
  /** The only key that is accepted; null if every key but `invalid` is. */
  validKey: string | null;
  clientSecretIn: SecretPlace;
  /** Most connections on a page of their list. */
  pageLimit: number;
}

/** Status of DELETE /v2/authentications: Zapier does not document who may delete. */
export type Deletion = 204 | 403 | 404 | 405;

/** Where the confidential client's secret has to be; Zapier documents both places. */
export type SecretPlace = 'body' | 'header' | 'either';

/** Options of a new stand-in. */
export interface ZapierOptions {
  /** Default: a free port. */
  port?: number;
  /** Registered from the start, and again after `reset()`. */
  redirectUris?: string[];
  /** Returns epoch milliseconds, used for every lifetime and limit. Default: the real clock. */
  now?: () => number;
  /** Default: true. */
  rateLimit?: boolean;
  /** The user of the browser's Zapier session. Default: none. */
  signedIn?: Person | null;
  /** Default: `ask`. */
  consent?: Consent;
}

/** Behaviour of the consent page: it waits for a click, or decides by itself. */
export type Consent = 'ask' | 'allow' | 'deny';

/** The stand-in's whole state. In memory only. */
export interface State {
  now: () => number;
  /** Counts arrivals and responses. */
  ticks: number;
  people: Person[];
  clients: Client[];
  redirectUris: Set<string>;
  signedIn: Person | null;
  consent: Consent;
  authorizationFaults: AuthorizationFault[];
  codes: Map<string, AuthorizationCode>;
  accessTokens: Map<string, Grant & { expiresAt: number }>;
  refreshTokens: Map<string, Grant>;
  /** Seconds. */
  accessTokenLife: number;
  apps: CatalogueApp[];
  connections: Connection[];
  /** Mails of the tickets at the help desk, the first ticket first. */
  mails: string[];
  /** Number of connections ever created; their ids are derived from it. */
  connectionsMade: number;
  requests: RequestRecord[];
  violations: Violation[];
  strangers: Stranger[];
  faults: Faults;
  limiter: RateLimiter;
  switches: Switches;
  /** Resolves when icons may be sent. */
  icons: Promise<void>;
  /** What answers at the token broker's host; null: nothing is there. */
  broker: { fetch(request: Request): Response | Promise<Response> } | null;
}

/** Ten hours in seconds, as Zapier documents. */
const ACCESS_TOKEN_LIFE_S = 36_000;

/** Creates the initial state. */
export function createState(options: ZapierOptions): State {
  const now = options.now ?? Date.now;
  return {
    now,
    ticks: 0,
    people: [MARIA, BEN, NAMELESS],
    clients: [...CLIENTS],
    redirectUris: new Set(options.redirectUris),
    signedIn: options.signedIn ?? null,
    consent: options.consent ?? 'ask',
    authorizationFaults: [],
    codes: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    accessTokenLife: ACCESS_TOKEN_LIFE_S,
    apps: createCatalogue(),
    connections: [],
    mails: [],
    connectionsMade: 0,
    requests: [],
    violations: [],
    strangers: [],
    faults: createFaults(),
    limiter: new RateLimiter(),
    switches: {
      rateLimit: options.rateLimit ?? true,
      allowAllApps: false,
      listOwnApps: false,
      capitalIds: false,
      expandApps: false,
      omitRefreshToken: false,
      loseChallenge: false,
      grantOnly: null,
      cors: false,
      keepAlive: true,
      redirectAfterConnect: true,
      redirectAfterLogOut: true,
      deletion: 204,
      validKey: null,
      clientSecretIn: 'either',
      pageLimit: 100,
    },
    icons: Promise.resolve(),
    broker: null,
  };
}
