import type { Config } from './config';

/** Every key of the configuration, in the order of the Settings page. */
export const CONFIG_KEYS: (keyof Config)[] = [
  'clientId',
  'authorizationUrl',
  'tokenUrl',
  'clientAuthentication',
  'tokenBrokerUrl',
  'scopes',
  'staySignedIn',
  'nameTemplate',
  'apps',
  'requestsPerMinute',
];
