import type { Config } from '../../shared/config';
import type { Failure } from '../../shared/failure';
import { failed, type Result, succeeded } from '../../shared/result';
import type { SignInFailure } from '../../shared/sign-in-failure';
import {
  isNamedCustomer,
  lastSignedOutItem,
  namedCustomerItem,
  type SignInNotice,
  signInStateItem,
} from '../../shared/sign-in-state';
import type { Attention } from '../attention';
import type { Profile, Zapier } from '../zapier/api';
import type { AccountStore } from './account-store';
import { closeAuthWindows, openAuthWindow, redirectUri } from './auth-window';
import { prepareAuthorization, readRedirect } from './authorization';
import type { OAuthClient } from './oauth-client';
import type { TokenEndpoint, TokenFailure } from './token-endpoint';
import type { ZapierSession } from './zapier-session';

interface Dependencies {
  config: () => Promise<Config>;
  client: () => Promise<Result<OAuthClient, Extract<SignInFailure, { code: 'not-configured' }>>>;
  hasHostAccess: () => Promise<boolean>;
  endpoint: TokenEndpoint;
  zapier: Zapier;
  store: AccountStore;
  zapierSession: Pick<ZapierSession, 'see' | 'doubt'>;
  attention: Attention;
}

/**
 * Signs in by authorization code with PKCE. The whole flow lives in the background, because the
 * window that it opens closes the popup; where it stands is stored state that any page shows.
 */
export function createSignIn({
  config,
  client,
  hasHostAccess,
  endpoint,
  zapier,
  store,
  zapierSession,
  attention,
}: Dependencies) {
  let running = false;
  /** Pending while what an earlier background left behind is tidied up. */
  let tidied = Promise.resolve();

  async function authenticate(named: string): Promise<Result<null, SignInFailure>> {
    if (!(await hasHostAccess())) return failed({ code: 'no-host-access' });
    const oauthClient = await client();
    if (!oauthClient.ok) return oauthClient;
    const { scopes } = await config();
    const authorization = await prepareAuthorization(oauthClient.value, scopes, redirectUri());
    // However it ends, somebody else may have signed in there.
    await zapierSession.doubt();
    const redirect = await openAuthWindow(authorization.url);
    if (!redirect.ok) return redirect;
    const code = readRedirect(oauthClient.value, authorization, redirect.value);
    if (!code.ok) return code;
    const tokens = await endpoint.exchange(oauthClient.value, authorization, code.value);
    if (!tokens.ok) return failed({ code: WHAT_A_DEAD_TOKEN_MEANS[tokens.failure.code] });
    const profile = await zapier.profile(tokens.value.accessToken);
    if (!profile.ok) return failed({ code: WHAT_A_MISSING_PROFILE_MEANS[profile.failure.code] });
    await zapierSession.see(profile.value.id);
    const notice = await noticeFor(profile.value, named);
    await store.signIn(profile.value, tokens.value, named, notice);
    return succeeded(null);
  }

  async function noticeFor(profile: Profile, named: string): Promise<SignInNotice> {
    if (named) return { code: isNamedCustomer(named, profile.email) ? 'as-named' : 'not-the-named-customer' };
    const isBack = (await lastSignedOutItem.getValue()) === profile.id;
    return { code: isBack ? 'still-signed-in' : 'whoever-was-signed-in' };
  }

  /** The agent has seen how the sign-in ended. */
  async function acknowledge(): Promise<void> {
    // What is seen has ended, also while it is still being tidied up after.
    if ((await signInStateItem.getValue()).status !== 'window-open') await signInStateItem.setValue({ status: 'idle' });
  }

  async function cutOff(): Promise<void> {
    if ((await signInStateItem.getValue()).status !== 'window-open') return;
    await closeAuthWindows();
    await signInStateItem.setValue({ status: 'failed', failure: { code: 'interrupted' } });
    await attention.call('needs-you');
  }

  return {
    /** Runs one sign-in to its end; a second call while one runs does nothing. `named` is the customer the agent expects. */
    async start({ named }: { named: string }): Promise<void> {
      if (running) return;
      running = true;
      try {
        await tidied;
        await signInStateItem.setValue({ status: 'window-open' });
        const result = await authenticate(named.trim());
        if (result.ok) await Promise.all([lastSignedOutItem.removeValue(), namedCustomerItem.removeValue()]);
        else await signInStateItem.setValue({ status: 'failed', failure: result.failure });
      } catch (error) {
        await signInStateItem.setValue({ status: 'failed', failure: { code: 'interrupted' } });
        throw error;
      } finally {
        // Before the agent is called: who sees how it ended may try again at once.
        running = false;
      }
      await attention.call('needs-you');
    },

    acknowledge,

    /** The agent takes the account that came back in place of the customer who was named. */
    async accept({ accountId }: { accountId: string }): Promise<void> {
      await store.accept(accountId);
      await acknowledge();
    },

    /** Ends a sign-in that is marked as under way although none runs: it was cut off with an earlier background. */
    async endCutOff(): Promise<void> {
      if (running) return;
      const tidying = tidied.then(cutOff);
      // Whatever keeps an old window from being closed, a new one may be tried.
      tidied = tidying.catch(() => undefined);
      await tidying;
    },
  };
}

/** The code was fresh when it was exchanged, so a dead grant is a code that ran out. */
const WHAT_A_DEAD_TOKEN_MEANS = {
  'invalid-grant': 'code-expired',
  'invalid-client': 'wrong-client',
  network: 'network',
  paused: 'too-many-requests',
  'unreadable-answer': 'unreadable-answer',
} as const satisfies Record<TokenFailure['code'], SignInFailure['code']>;

const WHAT_A_MISSING_PROFILE_MEANS = {
  refused: 'unreadable-answer',
  'server-error': 'network',
  'sign-in-ended': 'unreadable-answer',
  'not-sent': 'network',
  paused: 'too-many-requests',
  'no-host-access': 'no-host-access',
  'answer-lost': 'network',
} as const satisfies Record<Failure['code'], SignInFailure['code']>;
