import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { createAccessTokens } from '../lib/accounts/access-tokens';
import { sessionAccountsItem } from '../lib/accounts/account';
import { createAccountStore } from '../lib/accounts/account-store';
import { createSignIn } from '../lib/accounts/sign-in';
import { signInStateItem } from '../lib/accounts/sign-in-state';
import { signOut } from '../lib/accounts/sign-out';
import { createZapierSession } from '../lib/accounts/zapier-session';
import { createAppSearch } from '../lib/apps/search';
import { createAttention, isPopupOpen } from '../lib/attention';
import { CATALOGUE_ALARM, createCatalogueGrowth } from '../lib/catalogue/grow';
import { createConfiguration } from '../lib/config/configuration';
import { readClientSecret } from '../lib/config/policy';
import { storedConfigItem } from '../lib/config/stored-config';
import { createConnect } from '../lib/connect/connect';
import type { Secrets } from '../lib/connect/draft';
import { forgetFieldNames } from '../lib/connect/field-names';
import { isJobKey, type Job } from '../lib/connect/job';
import { isSecretsKey, scheduleWipe, wipeSecrets } from '../lib/connect/wipe-secrets';
import { createConnections } from '../lib/connections/connections';
import { hasHostAccess } from '../lib/host-access';
import { createConnectWindow } from '../lib/hosted/connect-window';
import { createHosted, HOSTED_ALARM } from '../lib/hosted/hosted';
import { isHostedKey } from '../lib/hosted/hosted-connect';
import { createHttp } from '../lib/http';
import { receive } from '../lib/messages/receive';
import { oauthClient } from '../lib/oauth/client';
import { createTokenEndpoint } from '../lib/oauth/token-endpoint';
import { createGovernor } from '../lib/requests/governor';
import { createSchedule } from '../lib/schedule';
import { createUpdate, UPDATE_ALARM } from '../lib/update';
import { mendStorage } from '../lib/upkeep/upkeep';
import { createZapier } from '../lib/zapier/zapier';

export default defineBackground(() => {
  const now = () => Date.now();
  const config = () => storedConfigItem.getValue();
  const client = async () => oauthClient(await config(), await readClientSecret());

  const schedule = createSchedule(now);
  const configuration = createConfiguration();
  const staySignedIn = async () => (await config()).staySignedIn;
  const store = createAccountStore(staySignedIn);
  const zapierSession = createZapierSession(staySignedIn);
  const governor = createGovernor({ limit: async () => (await config()).requestsPerMinute, now });
  const http = createHttp(governor, async () => {
    const { tokenUrl, tokenBrokerUrl } = await config();
    return [tokenUrl, tokenBrokerUrl].filter((url) => url !== '').map((url) => new URL(url).origin);
  });
  const endpoint = createTokenEndpoint(http, now);
  const zapier = createZapier(http, createAccessTokens(store, endpoint, client, now), hasHostAccess);
  // Asked of the browser itself: what else `i18n.t` can do would be a hundredth of this file.
  const attention = createAttention({
    none: () => browser.i18n.getMessage('extension_name'),
    connected: () => browser.i18n.getMessage('attention_connected'),
    'needs-you': () => browser.i18n.getMessage('attention_needsYou'),
  });
  const signIn = createSignIn({ config, client, hasHostAccess, endpoint, zapier, store, zapierSession, attention });
  const connections = createConnections({ store, zapier, now });
  const connect = createConnect({ config, store, zapier, connections, attention, schedule, now });
  const hosted = createHosted({
    store,
    zapierSession,
    zapier,
    connections,
    attention,
    schedule,
    connectWindow: createConnectWindow,
    now,
  });
  const searchApps = createAppSearch(zapier);
  const update = createUpdate({ isBusy, schedule, now });
  const catalogue = createCatalogueGrowth({ zapier, schedule, now });

  function followJob(job: Job | undefined, before: Job | undefined) {
    if (before && before.id !== job?.id) void connect.abandon(before);
    if (job) void connect.takeUp(job);
  }

  /** Whether a job, a sign-in, a visit to Zapier or a page of ours is under way, or a credential waits in memory. */
  async function isBusy(): Promise<boolean> {
    const [{ status }, isOpen, kept] = await Promise.all([
      signInStateItem.getValue(),
      isPopupOpen(),
      browser.storage.session.get(),
    ]);
    return (
      connect.isBusy() ||
      status === 'window-open' ||
      isOpen ||
      Object.keys(kept).some((key) => isSecretsKey(key) || isHostedKey(key))
    );
  }

  receive({
    'signIn.start': async ({ named }) => {
      void signIn.start(named);
      return null;
    },
    'signIn.acknowledge': async () => {
      await signIn.acknowledge();
      return null;
    },
    'signIn.settle': async () => {
      await signIn.settle();
      return null;
    },
    'account.accept': async ({ accountId }) => {
      await store.accept(accountId);
      await signIn.acknowledge();
      return null;
    },
    'account.signOut': async ({ accountId }) => {
      await signOut(store, accountId);
      return null;
    },
    'account.setLabel': async ({ accountId, label }) => {
      await store.setLabel(accountId, label.trim());
      return null;
    },
    'apps.search': ({ accountId, query }) => searchApps(accountId, query),
    'connections.refresh': ({ accountId, appId }) => connections.refresh(accountId, appId),
    'connection.delete': ({ accountId, appId, connectionId }) => connections.remove(accountId, appId, connectionId),
    'connection.undo': ({ accountId, appId }) => connections.undo(accountId, appId),
    'job.goOn': async ({ accountId, appId }) => {
      void connect.goOn(accountId, appId);
      return null;
    },
    'job.cancel': async ({ accountId, appId }) => {
      await connect.cancel(accountId, appId);
      return null;
    },
    'job.forgetRecovered': async ({ accountId }) => {
      await connect.forgetRecovered(accountId);
      return null;
    },
    'fieldNames.forget': async ({ appId }) => {
      await forgetFieldNames(appId);
      return null;
    },
    'attention.seen': async () => {
      await attention.seen();
      return null;
    },
    'hosted.start': async (order) => {
      void hosted.start(order);
      return null;
    },
    'hosted.check': async ({ accountId, appId }) => {
      void hosted.check(accountId, appId);
      return null;
    },
    'hosted.show': async ({ accountId, appId }) => {
      await hosted.show(accountId, appId);
      return null;
    },
    'hosted.cancel': async ({ accountId, appId }) => {
      await hosted.cancel(accountId, appId);
      return null;
    },
    'storage.mend': async () => {
      await mendStorage();
      return null;
    },
    'settings.save': ({ settings }) => configuration.save(settings),
  });

  browser.storage.onChanged.addListener((changes, area) => {
    if (area !== 'session') return;
    for (const [key, { newValue, oldValue }] of Object.entries(changes)) {
      if (isJobKey(key)) followJob(newValue as Job | undefined, oldValue as Job | undefined);
      if (isSecretsKey(key)) void scheduleWipe(schedule, key, newValue as Secrets | undefined);
    }
  });
  schedule.follow((name) => {
    if (isSecretsKey(name)) void wipeSecrets(name, now());
    if (isJobKey(name)) void connect.resume();
    if (name === CATALOGUE_ALARM) void catalogue.grow();
    if (name === UPDATE_ALARM) void update.apply();
    if (name === HOSTED_ALARM) void hosted.lookAround();
  });
  // Somebody who has signed in again may have left a request behind whose answer is lost.
  sessionAccountsItem.watch(() => void connect.resume());
  globalThis.addEventListener('online', () => void connect.resume());
  storedConfigItem.watch((current, previous) => {
    if (current.staySignedIn === previous.staySignedIn) return;
    void store.restore();
    void zapierSession.settle();
  });

  hosted.follow();
  configuration.follow();
  catalogue.follow();
  update.follow();
  void mendStorage().finally(() => {
    void store.restore();
    void zapierSession.settle();
    void signIn.settle();
    void connect.resume();
    void hosted.resume();
  });
});
