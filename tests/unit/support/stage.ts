import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createHttp } from '../../../lib/background/http/http';
import { createRateLimit } from '../../../lib/background/http/rate-limit';
import { createSchedule } from '../../../lib/background/schedule';
import { healthUrl } from '../../../lib/background/set-up-check/broker-health';
import { holding } from '../../../lib/background/set-up-check/holding';
import { createAccessTokens } from '../../../lib/background/sign-in/access-tokens';
import { type AccountStore, createAccountStore } from '../../../lib/background/sign-in/account-store';
import { createCandidate } from '../../../lib/background/sign-in/candidate';
import { issuerOf, oauthClient, takesTokens } from '../../../lib/background/sign-in/oauth-client';
import { createTokenEndpoint } from '../../../lib/background/sign-in/token-endpoint';
import type { Tokens } from '../../../lib/background/sign-in/tokens';
import { createZapierSession } from '../../../lib/background/sign-in/zapier-session';
import { createZapier, isOnApi } from '../../../lib/background/zapier/api';
import { type Config, DEFAULT_CONFIG } from '../../../lib/shared/config';
import { fetchFrom } from '../../zapier/stand-in-fetch';
import { BROKER_HOST, CLIENT_ID, MARIA, type Person, startZapier, type ZapierStandIn } from '../../zapier/zapier';
import { createLocks, type Locks } from './locks';
import { openPages } from './open-pages';
import { ORIGIN, REDIRECT_URI, StandInClient } from './stand-in-client';

/** Lifetime of the stand-in's access tokens, in milliseconds. */
export const TOKEN_LIFE_MS = 36_000_000;

/**
 * A simulated browser redirected to a stand-in: provides what the network and the browser would, and none of our own
 * code.
 */
export class Stage {
  /** Epoch milliseconds, for our code and the stand-in. */
  now = 0;
  hasHostAccess = true;
  config: Config = { ...DEFAULT_CONFIG };
  /** The policy's client secret. */
  clientSecret: string | undefined;
  /** Requests passed to `fetch`, oldest first. */
  readonly sent: Request[] = [];
  navigator: { onLine: boolean; locks: Locks } = { onLine: true, locks: createLocks() };
  #zapier: ZapierStandIn | undefined;

  get zapier(): ZapierStandIn {
    if (!this.#zapier) throw new Error('The stand-in is not started yet');
    return this.#zapier;
  }

  /** Another client of the stand-in; its requests are not in {@link sent}. */
  get client(): StandInClient {
    return new StandInClient(this.zapier);
  }

  async open(): Promise<void> {
    const options = { now: () => this.now, rateLimit: false, signedIn: MARIA, consent: 'allow' } as const;
    this.#zapier = await startZapier({ ...options, redirectUris: [REDIRECT_URI] });
  }

  /** Restores the state of a browser just started, at noon, with Maria logged in to Zapier. */
  restart(): void {
    fakeBrowser.reset();
    openPages();
    this.now = Date.UTC(2026, 0, 1, 12);
    this.hasHostAccess = true;
    this.config = { ...DEFAULT_CONFIG, clientId: CLIENT_ID };
    this.clientSecret = undefined;
    this.sent.length = 0;
    this.navigator = { onLine: true, locks: createLocks() };
    vi.stubGlobal('navigator', this.navigator);
    const fetch = fetchFrom({ port: this.zapier.port, headers: { origin: ORIGIN } });
    vi.stubGlobal('fetch', async (request: Request) => {
      this.sent.push(request);
      const answer = await fetch(request);
      // The manifest has permission for Zapier's hosts only: elsewhere the server decides who may read its answer.
      const isReadable = new URL(request.url).host !== BROKER_HOST || answer.headers.has('access-control-allow-origin');
      if (!isReadable) throw new TypeError('Failed to fetch');
      return answer;
    });
  }

  /** Creates the background's services that send requests to Zapier, connected as in the background. */
  services() {
    const now = () => this.now;
    const config = async () => this.config;
    const store = createAccountStore(async () => this.config.staySignedIn);
    const zapierSession = createZapierSession(now);
    const rateLimit = createRateLimit({ limit: async () => this.config.requestsPerMinute, now });
    const tokenHttp = createHttp(rateLimit, (url) => takesTokens(this.config, url));
    const healthHttp = createHttp(rateLimit, ({ href }) => href === healthUrl(this.config.tokenBrokerUrl));
    const endpoint = createTokenEndpoint(tokenHttp, now);
    const client = async () => oauthClient(this.config, this.clientSecret);
    const accessTokens = createAccessTokens(store, endpoint, client, now);
    const hasHostAccess = async () => this.hasHostAccess;
    const apiHttp = createHttp(rateLimit, isOnApi);
    const zapier = createZapier(apiHttp, accessTokens, hasHostAccess);
    const zapierWith = (token: string) => createZapier(apiHttp, holding(token), hasHostAccess);
    const candidate = createCandidate({ accessTokens, schedule: createSchedule(now), now });
    return {
      config,
      store,
      candidate,
      zapierSession,
      endpoint,
      healthHttp,
      client,
      accessTokens,
      hasHostAccess,
      zapier,
      zapierWith,
    };
  }

  /** Signs a person in without the interface, and returns their account's id and tokens. */
  async signIn(store: AccountStore, person: Person = MARIA): Promise<{ accountId: string; tokens: Tokens }> {
    this.zapier.session.signIn(person);
    const given = await this.client.tokens();
    const tokens = {
      accessToken: given.access_token,
      refreshToken: given.refresh_token,
      expiresAt: this.now + TOKEN_LIFE_MS,
      issuer: issuerOf(this.config),
    };
    const accountId = String(person.id);
    await store.signIn({ id: accountId, email: person.email, fullName: person.full_name }, tokens);
    return { accountId, tokens };
  }
}

/** Sets up a stage for every test of a file. A test fails if the stand-in objects to anything. */
export function useStage(): Stage {
  const stage = new Stage();
  beforeAll(() => stage.open());
  beforeEach(() => stage.restart());
  afterEach(() => {
    vi.restoreAllMocks();
    try {
      stage.zapier.assertClean();
    } finally {
      stage.zapier.reset();
    }
  });
  afterAll(() => stage.zapier.close());
  return stage;
}

/** Maria's account as the store keeps it. */
export const ACCOUNT_OF_MARIA = {
  id: String(MARIA.id),
  email: MARIA.email,
  fullName: MARIA.full_name,
  signIn: 'active',
} as const;
