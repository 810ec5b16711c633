import type { Config } from '../../shared/config';
import type { Protocol } from '../../shared/messages';
import { withoutInvisible } from '../../shared/outside-text';
import { failed, type Result, succeeded } from '../../shared/result';
import {
  addsCustomerItem,
  isSigningIn,
  lastSignedOutItem,
  namedCustomerItem,
  namedTicketItem,
  type SignedIn,
  type SignInFailure,
  type SignInNotice,
  type SignInState,
  signInStateItem,
} from '../../shared/sign-in';
import { writeTicket } from '../../shared/tickets';
import type { Attention } from '../attention';
import type { Zapier } from '../zapier/api';
import type { PageWindow, Watcher } from '../zapier-page/page-window';
import type { AccessTokens } from './access-tokens';
import type { AccountStore } from './account-store';
import { type CalledOff, closeAuthWindows, createAuthWindow, redirectUri } from './auth-window';
import { type AuthorizationCode, prepareAuthorization, readRedirect } from './authorization';
import type { CandidateKeeper } from './candidate';
import { claimPasted } from './claim-pasted';
import { isNamedCustomer, refusalOf } from './named-customer';
import type { OAuthClient } from './oauth-client';
import { isPublicMailDomain } from './public-mail';
import type { TokenEndpoint } from './token-endpoint';
import type { Tokens } from './tokens';
import { whyNoProfile, whyNoTokens } from './why-failed';
import type { ZapierSession } from './zapier-session';
import { createZapierSignOut } from './zapier-sign-out';

interface Dependencies {
  config: () => Promise<Config>;
  client: () => Promise<Result<OAuthClient, Extract<SignInFailure, { code: 'not-configured' }>>>;
  hasHostAccess: () => Promise<boolean>;
  endpoint: TokenEndpoint;
  zapier: Zapier;
  store: AccountStore;
  candidate: Pick<CandidateKeeper, 'keep' | 'take'>;
  zapierSession: Pick<ZapierSession, 'see' | 'doubt'>;
  accessTokens: Pick<AccessTokens, 'spend'>;
  attention: Attention;
  /** Creates the windows of Zapier's own sign-out, which report to this watcher. */
  pageWindow: (watcher: Watcher) => PageWindow;
}

/**
 * Signs in with an authorization code and PKCE. The whole flow runs in the background, because its window closes the
 * popup; its progress is in storage, where any page can show it.
 */
export function createSignIn({
  config,
  client,
  hasHostAccess,
  endpoint,
  zapier,
  store,
  candidate,
  zapierSession,
  accessTokens,
  attention,
  pageWindow,
}: Dependencies) {
  const window = createAuthWindow();
  let running = false;
  /** Pending while the remains of an earlier background's sign-in are removed. */
  let tidied = Promise.resolve();
  const zapierSignOut = createZapierSignOut({ pageWindow, attention, signedOut: (named) => void start({ named }) });

  /** Returns the client to sign in with, or why nobody can sign in. */
  async function clientFor(named: string): Promise<Result<OAuthClient, SignInFailure>> {
    const refusal = refusalOf(named);
    if (refusal) return failed(refusal);
    return (await hasHostAccess()) ? client() : failed({ code: 'no-host-access' });
  }

  async function authenticate(named: string): Promise<Result<null, SignInFailure | CalledOff>> {
    const oauthClient = await clientFor(named);
    if (!oauthClient.ok) return oauthClient;
    const { scopes } = await config();
    const authorization = await prepareAuthorization(oauthClient.value, scopes, redirectUri());
    // However it ends, another user may have signed in to Zapier in this browser.
    await zapierSession.doubt();
    const redirect = await window.open(authorization.url);
    if (!redirect.ok) return redirect;
    const code = readRedirect(oauthClient.value, authorization, redirect.value);
    if (!code.ok) return code;
    await signInStateItem.setValue({ status: 'code-received', named });
    const { calledOff } = window;
    let isCalledOff = false;
    void calledOff.then(() => {
      isCalledOff = true;
    });

    async function finish({ value }: { value: AuthorizationCode }, client: OAuthClient) {
      const granted = await endpoint.exchange(client, authorization, value);
      if (!granted.ok) return failed(whyNoTokens(granted.failure));
      const { tokens } = granted.value;
      const profile = await zapier.profile(tokens.accessToken);
      if (isCalledOff) void accessTokens.spend(tokens).catch(() => undefined);
      else if (!profile.ok) return failed(whyNoProfile(profile.failure));
      else {
        const domain = profile.value.email.split('@').at(-1) ?? '';
        const person: SignedIn = { ...profile.value, ...(isPublicMailDomain(domain) && { publicMail: true }) };
        const notice = await noticeFor(person, named);
        if (notice) await complete(person, tokens, notice);
        else await candidate.keep(person, tokens, named);
      }
      return succeeded(null);
    }
    // Zapier's answers may take long after its window has closed.
    return Promise.race([calledOff, finish(code, oauthClient.value)]);
  }

  async function complete(profile: SignedIn, tokens: Tokens, notice: SignInNotice, seenAt?: number): Promise<void> {
    await zapierSession.see(profile.id, seenAt);
    await claimPasted(profile.id);
    const ticket = (await namedTicketItem.getValue()).trim();
    if (ticket) await writeTicket(profile.id, ticket);
    await namedTicketItem.removeValue();
    const replaced = await store.signIn(profile, tokens, notice);
    if (replaced) void accessTokens.spend(replaced).catch(() => undefined);
    await Promise.all([lastSignedOutItem, namedCustomerItem, addsCustomerItem].map((item) => item.removeValue()));
  }

  /** Returns how an account relates to the customer who was named, or null if it is another's. */
  async function noticeFor({ id, email }: SignedIn, named: string): Promise<SignInNotice | null> {
    if (!named) {
      const isBack = (await lastSignedOutItem.getValue()) === id;
      return { code: isBack ? 'still-signed-in' : 'whoever-was-signed-in' };
    }
    if (isNamedCustomer(named, email)) return { code: 'as-named' };
    // Zapier lets its users change their e-mail; their id stays.
    const before = (await store.account(id))?.email;
    return before?.toLowerCase() === named.toLowerCase() ? { code: 'renamed', before } : null;
  }

  async function cutOff(): Promise<void> {
    const state = await signInStateItem.getValue();
    if (!isSigningIn(state) || state.status === 'leaving-zapier') return zapierSignOut.goOn();
    await closeAuthWindows();
    await signInStateItem.setValue({ status: 'failed', failure: { code: 'interrupted' } });
    await attention.call('needs-you');
  }

  async function start(request: Protocol['signIn.start']['request']): Promise<void> {
    if (running) return;
    const named = withoutInvisible(request.named).trim();
    if (request.asSomeoneElse && (await clientFor(named)).ok) {
      await zapierSession.doubt();
      return zapierSignOut.open(named);
    }
    running = true;
    try {
      await tidied;
      const opening = { status: 'window-open', named } as const;
      if (!(await zapierSignOut.end(opening))) await signInStateItem.setValue(opening);
      const result = await authenticate(named);
      if (!result.ok) await signInStateItem.setValue(endOf(result.failure));
    } catch (error) {
      await signInStateItem.setValue({ status: 'failed', failure: { code: 'interrupted' } });
      throw error;
    } finally {
      // Reset before the agent is called, who may try again at once.
      running = false;
    }
    await attention.call('needs-you');
  }

  return {
    /** Follows the window of Zapier's own sign-out. Must be called in the background's first task. */
    follow: zapierSignOut.follow,

    /**
     * Runs one sign-in to its end; does nothing if one is already running. `named` is the customer the agent expects.
     * `asSomeoneElse` opens Zapier's own sign-out first, and the sign-in follows it.
     */
    start,

    /** Brings the window to the front. */
    async show(): Promise<void> {
      await zapierSignOut.show();
      await window.show();
    },

    /** Ends the sign-in without a result, and closes its window. */
    async cancel(): Promise<void> {
      if (!(await zapierSignOut.end({ status: 'idle' }))) await window.cancel();
    },

    /** Records that the agent has seen the result. */
    async acknowledge(): Promise<void> {
      const { status } = await signInStateItem.getValue();
      // A visible result is final, even while its remains are still being removed.
      if (status === 'done' || status === 'failed') await signInStateItem.setValue({ status: 'idle' });
    },

    /** Accepts the account that signed in instead of the customer who was named. */
    async accept({ accountId }: { accountId: string }): Promise<void> {
      const accepted = await candidate.take(accountId);
      if (accepted) await complete(accepted.profile, accepted.tokens, { code: 'accepted' }, accepted.since);
    },

    /**
     * Ends a sign-in that is stored as running but is not: the earlier background was stopped during it. One that
     * waits for Zapier's own sign-out goes on.
     */
    async endCutOff(): Promise<void> {
      if (running) return;
      const tidying = tidied.then(cutOff);
      // Even if an old window cannot be closed, the agent may try a new one.
      tidied = tidying.catch(() => undefined);
      await tidying;
    },
  };
}

/** Returns the stored state after a sign-in that did not succeed. The agent knows of a cancellation already. */
const endOf = (failure: SignInFailure | CalledOff): SignInState =>
  failure.code === 'called-off' ? { status: 'idle' } : { status: 'failed', failure };
