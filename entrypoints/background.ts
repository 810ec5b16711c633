import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { createAttention, isPopupOpen } from '../lib/background/attention';
import { createConfiguration } from '../lib/background/configuration/configuration';
import { readClientSecret } from '../lib/background/configuration/policy';
import { storedConfigItem } from '../lib/background/configuration/stored-config';
import { createConnections } from '../lib/background/connections/connections';
import { CATALOGUE_ALARM, createCatalogueGrowth } from '../lib/background/directory-sync';
import { createHttp } from '../lib/background/http/http';
import { createGovernor } from '../lib/background/http/rate-limit';
import { createConnect } from '../lib/background/orders/orders';
import { isSecretsKey, scheduleWipe, wipeSecrets } from '../lib/background/orders/wipe-secrets';
import { receive } from '../lib/background/receive';
import { mendStorage } from '../lib/background/repair-storage';
import { createSchedule } from '../lib/background/schedule';
import { createAccessTokens } from '../lib/background/sign-in/access-tokens';
import { createAccountStore } from '../lib/background/sign-in/account-store';
import { oauthClient } from '../lib/background/sign-in/oauth-client';
import { createSignIn } from '../lib/background/sign-in/sign-in';
import { signOut } from '../lib/background/sign-in/sign-out';
import { createTokenEndpoint } from '../lib/background/sign-in/token-endpoint';
import { createUpdate, UPDATE_ALARM } from '../lib/background/update';
import { createZapier } from '../lib/background/zapier/api';
import { createAppSearch } from '../lib/background/zapier/app-search';
import { createConnectWindow } from '../lib/background/zapier-page/page-window';
import { createHosted, HOSTED_ALARM } from '../lib/background/zapier-page/zapier-page';
import { sessionAccountsItem } from '../lib/shared/account';
import type { Secrets } from '../lib/shared/draft';
import { forgetFieldNames } from '../lib/shared/field-names';
import { hasHostAccess } from '../lib/shared/host-access';
import { isJobKey, type Job } from '../lib/shared/job';
import { signInStateItem } from '../lib/shared/sign-in-state';
import { isHostedKey } from '../lib/shared/visit';
import { createZapierSession } from '../lib/shared/zapier-session';

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
