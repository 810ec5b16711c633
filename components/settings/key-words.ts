import { i18n } from '#i18n';
import type { SettingsKey } from '../../lib/shared/config';

/** The names of settings, as they stand above their fields. */
export const KEY_WORDS: Record<SettingsKey, () => string> = {
  clientId: () => i18n.t('settings.client.clientId'),
  authorizationUrl: () => i18n.t('settings.client.authorizationUrl'),
  tokenUrl: () => i18n.t('settings.client.tokenUrl'),
  clientAuthentication: () => i18n.t('settings.client.authentication'),
  tokenBrokerUrl: () => i18n.t('settings.client.brokerUrl'),
  scopes: () => i18n.t('settings.client.scopes'),
  staySignedIn: () => i18n.t('settings.signIn.stay'),
  nameTemplate: () => i18n.t('settings.connections.nameTemplate'),
  receiptTemplate: () => i18n.t('settings.connections.receiptTemplate'),
  linkTemplate: () => i18n.t('settings.connections.linkTemplate'),
  ticketPattern: () => i18n.t('settings.connections.ticketPattern'),
  apps: () => i18n.t('settings.connections.apps'),
  checkedApps: () => i18n.t('settings.setUp.checkedApps'),
  deletion: () => i18n.t('settings.setUp.deletion'),
  requestsPerMinute: () => i18n.t('settings.requests.perMinute'),
};
