import type { components } from '../../lib/background/zapier/openapi.generated';
import { type CatalogueApp, createCatalogue } from './apps/catalogue';
import { createFaults, type Faults } from './faults';
import type { Client } from './oauth/clients';
import { CLIENTS } from './oauth/clients';
import { BEN, MARIA, NAMELESS, type Person } from './people';
import { RateLimiter } from './rate-limit';
import type { RequestRecord } from './request-record';

/** Something that lib/background/zapier/openapi.yaml does not allow, or a fault of the stand-in itself. */
export interface Violation {
  kind: 'request' | 'answer' | 'stand-in';
  message: string;
  source: components['schemas']['ErrorSource'] | null;
  request: RequestRecord;
}

/** A request to a host that nobody should have called. */
export interface Stranger {
  host: string;
  method: string;
  path: string;
}

/** A connection that was created, with what Zapier never gives back. */
export interface Connection {
  id: string;
  app: string;
  title: string;
  fields: Record<string, unknown>;
  owner: Person;
  isExpired: boolean;
}

/** An authorization code and what it is bound to (RFC 6749 section 4.1.2). */
export interface AuthorizationCode {
  clientId: string;
  redirectUri: string;
  challenge: string | null;
  person: Person;
  scopes: string[];
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** What a token stands for. */
export interface Grant {
  clientId: string;
  person: Person;
  scopes: string[];
}

/** What the next redirect back to the client says instead of the truth. */
export interface AuthorizationFault {
  /** In place of the client's own `state`. */
  state?: string;
  /** In place of a code. Comes back at once, before anybody is asked. */
  error?: string;
  errorDescription?: string;
}

/** Behaviours that can be turned on and off; see the methods of the same name. */
export interface Switches {
  rateLimit: boolean;
  allowAllApps: boolean;
  listOwnApps: boolean;
  expandApps: boolean;
  omitRefreshToken: boolean;
  loseChallenge: boolean;
  cors: boolean;
  keepAlive: boolean;
  redirectAfterConnect: boolean;
  deletion: Deletion;
  /** How many connections a page of their list holds at most. */
  pageLimit: number;
}

/** What DELETE /v2/authentications answers: nobody documents who may. */
export type Deletion = 204 | 403 | 404 | 405;

/** What a stand-in starts with. */
export interface ZapierOptions {
  /** Default: a free one. */
  port?: number;
  /** Registered from the start, and again after `reset()`. */
  redirectUris?: string[];
  /** Epoch milliseconds, for every life and limit. Default: the real clock. */
  now?: () => number;
  /** Default: true. */
  rateLimit?: boolean;
  /** Whose Zapier session the browser holds. Default: nobody's. */
  signedIn?: Person | null;
  /** Default: `ask`. */
  consent?: Consent;
}

/** What happens on the consent page: it waits for a click, or answers by itself. */
export type Consent = 'ask' | 'allow' | 'deny';

/** Everything the stand-in remembers. In memory only. */
export interface State {
  now: () => number;
  /** Counts arrivals and answers. */
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
  /** How many connections there ever were: their ids come from it. */
  connectionsMade: number;
  requests: RequestRecord[];
  violations: Violation[];
  strangers: Stranger[];
  faults: Faults;
  limiter: RateLimiter;
  switches: Switches;
  /** Settles when icons may be answered. */
  icons: Promise<void>;
  /** Whether the token broker's host exists, and whether it answers CORS. */
  broker: 'absent' | 'cors' | 'no-cors';
}

/** Ten hours, as Zapier documents. */
const ACCESS_TOKEN_LIFE_S = 36_000;

/** A state in which nothing has happened yet. */
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
      expandApps: false,
      omitRefreshToken: false,
      loseChallenge: false,
      cors: false,
      keepAlive: true,
      redirectAfterConnect: true,
      deletion: 204,
      pageLimit: 100,
    },
    icons: Promise.resolve(),
    broker: 'absent',
  };
}
