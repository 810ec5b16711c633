import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { createAttention } from '../lib/background/attention';
import { createConfiguration, POLICY_ALARM } from '../lib/background/configuration/configuration';
import { readClientSecret } from '../lib/background/configuration/policy';
import { createConnections } from '../lib/background/connections/connections';
import { forgetOldMade } from '../lib/background/connections/made-here';
import { createDirectorySync, DIRECTORY_ALARM } from '../lib/background/directory-sync';
import { createHttp } from '../lib/background/http/http';
import { createRateLimit } from '../lib/background/http/rate-limit';
import { keepOnDisk } from '../lib/background/keep-on-disk';
import { forgetFieldNames } from '../lib/background/orders/app-memory';
import { isOrderAlarm } from '../lib/background/orders/order-alarm';
import { createOrderTable } from '../lib/background/orders/order-table';
import { createOrders } from '../lib/background/orders/orders';
import { createPlaced } from '../lib/background/orders/placed';
import { followSecrets, wipeSecrets } from '../lib/background/orders/wipe-secrets';
import { receive } from '../lib/background/receive';
import { repairStorage } from '../lib/background/repair-storage';
import { createSchedule } from '../lib/background/schedule';
import { healthUrl } from '../lib/background/set-up-check/broker-health';
import { holding } from '../lib/background/set-up-check/holding';
import { learntFrom } from '../lib/background/set-up-check/learnt';
import { createSetUpCheck } from '../lib/background/set-up-check/set-up-check';
import { createAccessTokens } from '../lib/background/sign-in/access-tokens';
import { createAccountStore } from '../lib/background/sign-in/account-store';
import { CANDIDATE_ALARM, createCandidate } from '../lib/background/sign-in/candidate';
import { oauthClient, takesTokens } from '../lib/background/sign-in/oauth-client';
import { createSignIn } from '../lib/background/sign-in/sign-in';
import { signOut, signOutOfEverything } from '../lib/background/sign-in/sign-out';
import { createTokenEndpoint } from '../lib/background/sign-in/token-endpoint';
import { createZapierSession } from '../lib/background/sign-in/zapier-session';
import { createUpdate, UPDATE_ALARM } from '../lib/background/update';
import { createZapier, isOnApi } from '../lib/background/zapier/api';
import { createCustomers } from '../lib/background/zapier-page/customers';
import { createPageWindow } from '../lib/background/zapier-page/page-window';
import { createZapierPages, PAGE_ALARM } from '../lib/background/zapier-page/zapier-page';
import { configItem } from '../lib/shared/config';
import { secretsItem } from '../lib/shared/draft';
import { hasHostAccess } from '../lib/shared/host-access';

export default defineBackground(() => {
  const now = () => Date.now();
  const config = () => configItem.getValue();
  const client = async () => {
    const current = await config();
    return oauthClient(current, current.clientAuthentication === 'secret' ? await readClientSecret() : undefined);
  };
  const staySignedIn = async () => (await config()).staySignedIn;

  const schedule = createSchedule(now);
  const configuration = createConfiguration(schedule, now);
  const store = createAccountStore(staySignedIn);
  const zapierSession = createZapierSession(now);
  const rateLimit = createRateLimit({ limit: async () => (await config()).requestsPerMinute, now });
  const tokenHttp = createHttp(rateLimit, async (url) => takesTokens(await config(), url));
  const endpoint = createTokenEndpoint(tokenHttp, now);
  const accessTokens = createAccessTokens(store, endpoint, client, now);
  const apiHttp = createHttp(rateLimit, isOnApi);
  const zapier = createZapier(apiHttp, accessTokens, hasHostAccess);
  const attention = createAttention({
    none: () => browser.i18n.getMessage('extension_name'),
    connected: () => browser.i18n.getMessage('attention_connected'),
    'needs-you': () => browser.i18n.getMessage('attention_needsYou'),
  });
  const candidate = createCandidate({ accessTokens, schedule, now });
  const signIn = createSignIn({
    ...{ config, client, hasHostAccess, endpoint, zapier },
    ...{ store, candidate, zapierSession, accessTokens, attention },
    pageWindow: createPageWindow,
  });
  const setUpCheck = createSetUpCheck({
    ...{ config, client, hasHostAccess, endpoint, zapierSession, accessTokens },
    now,
    learn: (appId, powers) => configuration.learn((current) => learntFrom(current, appId, powers)),
    zapierWith: (token) => createZapier(apiHttp, holding(token), hasHostAccess),
    healthHttp: createHttp(rateLimit, async ({ href }) => href === healthUrl((await config()).tokenBrokerUrl)),
  });
  const connections = createConnections({ config, store, zapier, now });
  const table = createOrderTable(store, attention);
  const orders = createOrders({ config, store, table, zapier, connections, attention, schedule, now });
  const zapierPages = createZapierPages({
    ...{ config, store, table, zapierSession, zapier, connections, schedule, now },
    pageWindow: createPageWindow,
  });
  const customers = createCustomers({ config, table, zapier, connections, now });
  const placed = createPlaced(table, { api: orders.begin, 'zapier-page': zapierPages.begin });
  const directorySync = createDirectorySync({ zapier, schedule, now });
  const update = createUpdate({ isSending: orders.isBusy, schedule, now });

  receive({
    // Answered at once, because pages follow the progress of these in storage.
    'signIn.start': (request) => void signIn.start(request),
    'order.check': async ({ orderId }) => {
      const order = await table.find(orderId);
      if (order?.via === 'customer') void customers.check(order);
      else void (order?.via === 'zapier-page' ? zapierPages.check(order) : orders.check({ orderId }));
    },
    'order.cancel': async ({ orderId }) => {
      await table.withdraw(orderId);
      const order = await table.find(orderId);
      if (order?.via === 'zapier-page') await zapierPages.cancel(order);
      if (order?.via === 'api') await orders.cancel(order);
    },
    'order.show': async ({ orderId }) => {
      const order = await table.find(orderId);
      if (order?.via === 'zapier-page') await zapierPages.show(order);
    },
    'order.link': customers.link,
    'order.look': (request) => void customers.look(request),
    'order.undo': orders.undo,
    'order.see': ({ orderId }) => table.see(orderId),
    'order.close': ({ orderId }) => table.close(orderId),
    'signIn.show': signIn.show,
    'signIn.cancel': signIn.cancel,
    'signIn.acknowledge': signIn.acknowledge,
    'account.accept': signIn.accept,
    // A window at Zapier that stays open would bring something in later, unasked, perhaps in another account.
    'account.signOut': async ({ accountId }) => {
      await signIn.cancel();
      await zapierPages.cancelAll(accountId);
      const services = { store, accessTokens };
      await (accountId === null ? signOutOfEverything(services) : signOut(services, accountId));
    },
    'account.show': store.show,
    'account.setLabel': store.setLabel,
    'apps.search': zapier.searchApps,
    'connections.refresh': connections.refresh,
    'connections.readAll': connections.readAll,
    'connection.delete': async (request) => {
      const deleted = await connections.remove(request);
      if (deleted.ok) await table.forgetConnection(request.connectionId);
      return deleted;
    },
    'fieldNames.forget': forgetFieldNames,
    'popup.opened': async () => void (await Promise.all([attention.seen(), signIn.endCutOff()])),
    'setUp.try': (request) => void setUpCheck.run(request),
    'setUp.answer': setUpCheck.answer,
    'storage.repair': repairStorage,
    'settings.save': configuration.save,
  });

  schedule.follow((name) => {
    if (secretsItem.isKey(name)) void wipeSecrets(schedule, name, now());
    if (isOrderAlarm(name)) void orders.resume();
    if (name === DIRECTORY_ALARM) void directorySync.grow();
    if (name === UPDATE_ALARM) void update.apply();
    if (name === CANDIDATE_ALARM) void candidate.settle();
    if (name === POLICY_ALARM) void configuration.confirm();
    if (name === PAGE_ALARM) void zapierPages.lookAround();
  });
  configItem.watch((current, previous) => {
    if (current.staySignedIn !== previous.staySignedIn) void store.restore();
  });

  candidate.follow();
  signIn.follow();
  setUpCheck.follow();
  placed.follow();
  orders.follow();
  followSecrets(schedule);
  zapierPages.follow();
  configuration.follow();
  directorySync.follow();
  update.follow();
  void repairStorage().finally(() => {
    void keepOnDisk('madeHere', () => forgetOldMade(now()));
    void store.restore();
    void candidate.settle();
    void signIn.endCutOff();
    void setUpCheck.endCutOff();
    void placed.resume();
    void orders.resume();
    void zapierPages.resume();
  });
});
