import { type Config, configItem } from '../../shared/config';
import { removeDraft } from '../../shared/draft';
import type { Protocol } from '../../shared/messages';
import { withoutInvisible } from '../../shared/outside-text';
import { failed, type Result, succeeded } from '../../shared/result';
import {
  type Access,
  type AsksAccount,
  CHECKED_SETTINGS,
  type CheckedSettings,
  type ExchangeFailure,
  NOTHING_CHECKED,
  type NotTried,
  type Powers,
  SET_UP_ACCOUNT,
  type SetUpCheck,
  setUpCheckItem,
} from '../../shared/set-up-check';
import type { SignInFailure } from '../../shared/sign-in';
import type { Http } from '../http/http';
import type { AccessTokens } from '../sign-in/access-tokens';
import { type CalledOff, closeAuthWindows, createAuthWindow, redirectUri } from '../sign-in/auth-window';
import {
  type Authorization,
  type AuthorizationCode,
  prepareAuthorization,
  readRedirect,
} from '../sign-in/authorization';
import type { OAuthClient } from '../sign-in/oauth-client';
import type { Granted, TokenEndpoint } from '../sign-in/token-endpoint';
import type { ZapierSession } from '../sign-in/zapier-session';
import type { Zapier } from '../zapier/api';
import { askHealth } from './broker-health';
import { type Form, takeForm } from './form';
import { lookForApps } from './own-apps';
import { tryPowers } from './powers';
import { readAccess } from './read-access';
import { whyNotExchanged } from './why-not-exchanged';

interface Dependencies {
  config: () => Promise<Config>;
  client: () => Promise<Result<OAuthClient, Extract<SignInFailure, { code: 'not-configured' }>>>;
  hasHostAccess: () => Promise<boolean>;
  endpoint: Pick<TokenEndpoint, 'exchange'>;
  /** Returns Zapier's API as the holder of an access token that is in no storage. */
  zapierWith: (accessToken: string) => Zapier;
  /** Sends requests to the broker's health check. */
  healthHttp: Http;
  zapierSession: Pick<ZapierSession, 'doubt'>;
  accessTokens: Pick<AccessTokens, 'spend'>;
  /** Keeps what was found out about an app in the configuration. */
  learn: (appId: string, powers: Powers) => Promise<void>;
  /** Returns epoch milliseconds. */
  now: () => number;
}

/** A trial sign-in that has come back from Zapier with a code. */
interface CameBack {
  client: OAuthClient;
  authorization: Authorization;
  code: AuthorizationCode;
}

type Asked = Protocol['setUp.try']['request'];

/**
 * Checks the set-up by a sign-in of its own, step by step, until a step fails. Its tokens are in no storage, not even in
 * memory's: they are used, and the refresh token is spent, before the check ends.
 */
export function createSetUpCheck(services: Dependencies) {
  const { config, client, hasHostAccess, endpoint, zapierWith, healthHttp, zapierSession, accessTokens, learn, now } =
    services;
  const window = createAuthWindow();
  let running = false;

  const found = async (part: Partial<SetUpCheck>) =>
    setUpCheckItem.setValue({ ...(await setUpCheckItem.getValue()), ...part });

  async function comeBack(): Promise<Result<CameBack, SignInFailure | CalledOff>> {
    if (!(await hasHostAccess())) return failed({ code: 'no-host-access' });
    const oauthClient = await client();
    if (!oauthClient.ok) return oauthClient;
    const authorization = await prepareAuthorization(oauthClient.value, (await config()).scopes, redirectUri());
    // However it ends, another user may have signed in to Zapier in this browser.
    await zapierSession.doubt();
    const redirect = await window.open(authorization.url);
    if (!redirect.ok) return redirect;
    const code = readRedirect(oauthClient.value, authorization, redirect.value);
    return code.ok ? succeeded({ client: oauthClient.value, authorization, code: code.value }) : code;
  }

  async function exchange(
    { client, authorization, code }: CameBack,
    { clientAuthentication: mode, tokenBrokerUrl }: CheckedSettings,
  ): Promise<Result<Granted, ExchangeFailure>> {
    const health = mode === 'broker' ? await askHealth(healthHttp, tokenBrokerUrl) : succeeded(null);
    if (!health.ok) return health;
    const granted = await endpoint.exchange(client, authorization, code);
    return granted.ok ? granted : failed(whyNotExchanged(granted.failure, mode));
  }

  async function look(
    accessToken: string,
    granted: string | null,
    { app: asked, explore }: Asked,
    form: Form | undefined,
  ): Promise<void> {
    const zapier = zapierWith(accessToken);
    await found({ exchange: { is: 'ok' }, access: { is: 'running' }, apps: { is: 'running' } });
    const { scopes, apps: definitions, allowDelete } = await config();
    const apps = await lookForApps(zapier, definitions, asked);
    const known = [...apps.defined, ...apps.found].find(({ known }) => known !== 'unknown');
    const access = await readAccess(zapier, { accessToken, asked: scopes, granted }, known?.id);
    await found({ access: { is: 'done', ...access }, apps: { is: 'done', ...apps } });
    if (!form) return;
    const stops = whyItStops(access, explore?.accountId, allowDelete);
    if (stops) return found({ powers: stops });
    await found({ powers: { is: 'running' } });
    const powers = await tryPowers(zapier, form);
    await learn(form.definition.app, powers);
    await found({ powers: { is: 'done', ...powers } });
  }

  async function check(asked: Asked): Promise<void> {
    const form = asked.explore && (await takeForm(asked.explore.appId, await config(), now()));
    if (form && !form.ok) return found({ powers: form.failure });
    const notTried = form && ({ powers: { is: 'not-tried', why: 'no-sign-in' } } as const);
    const settings = checkedIn(await config());
    await setUpCheckItem.setValue({ ...NOTHING_CHECKED, settings, signIn: { is: 'running' } });
    const back = await comeBack();
    if (!back.ok) return found({ signIn: endOf(back.failure), ...notTried });
    await found({ signIn: { is: 'ok' }, exchange: { is: 'running' } });
    const granted = await exchange(back.value, settings);
    if (!granted.ok) return found({ exchange: { is: 'failed', failure: granted.failure }, ...notTried });
    const { tokens, scopes } = granted.value;
    try {
      await look(tokens.accessToken, scopes, asked, form?.value);
    } finally {
      await accessTokens.spend(tokens).catch(() => undefined);
    }
  }

  return {
    /** Runs the check to its end; does nothing if it is running. */
    async run({ app, ...asked }: Asked): Promise<void> {
      if (running) return asked.explore && removeDraft(SET_UP_ACCOUNT, asked.explore.appId);
      running = true;
      try {
        await check({ ...asked, app: withoutInvisible(app).trim() });
      } finally {
        running = false;
      }
    },

    /** Notes what the user saw in Zapier's window before it was closed. */
    async answer({ shown }: Protocol['setUp.answer']['request']): Promise<void> {
      const { signIn } = await setUpCheckItem.getValue();
      if (signIn.is === 'closed') await found({ signIn: { is: 'closed', shown } });
    },

    /** Ends a check that is stored as running but is not: the earlier background was stopped during it. */
    async endCutOff(): Promise<void> {
      if (running || !isRunning(await setUpCheckItem.getValue())) return;
      await closeAuthWindows();
      const { settings } = await setUpCheckItem.getValue();
      const signIn = { is: 'failed', failure: { code: 'interrupted' } } as const;
      await setUpCheckItem.setValue({ ...NOTHING_CHECKED, settings, signIn });
    },

    /** Forgets what was found once the settings that it was found with have changed. */
    follow(): void {
      configItem.watch((current, previous) => {
        if (!running && CHECKED_SETTINGS.some((key) => current[key] !== previous?.[key]))
          void setUpCheckItem.removeValue();
      });
    },
  };
}

const isRunning = ({ signIn, exchange, access, apps, powers }: SetUpCheck): boolean =>
  [signIn, exchange, access, apps, powers].some(({ is }) => is === 'running');

/** Returns the part of a configuration that a check depends on. */
const checkedIn = (config: Config): CheckedSettings =>
  Object.fromEntries(CHECKED_SETTINGS.map((key) => [key, config[key]])) as unknown as CheckedSettings;

/** Returns why nothing is created with a sign-in, unless it is that of the account that was shown before the click. */
function whyItStops(
  { accountId, email }: Access,
  shownId: string | undefined,
  allowDelete: boolean,
): NotTried | AsksAccount | null {
  // A policy may have come while the window was open.
  if (!allowDelete) return { is: 'not-tried', why: 'switched-off' };
  if (accountId === null || email === null) return { is: 'not-tried', why: 'no-account' };
  return accountId === shownId ? null : { is: 'asks', accountId, email };
}

/** Returns how the step ends after a sign-in that did not come back with a code. */
const endOf = (failure: SignInFailure | CalledOff): SetUpCheck['signIn'] =>
  failure.code === 'cancelled' || failure.code === 'called-off'
    ? { is: 'closed', shown: null }
    : { is: 'failed', failure };
