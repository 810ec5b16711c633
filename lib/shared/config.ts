import { storage } from 'wxt/utils/storage';
import type { AppDefinition } from './definitions/definition';
import type { ItemKey } from './items';

/** How the client proves itself at the token endpoint. */
export type ClientAuthentication = 'none' | 'broker' | 'secret';

/**
 * Everything that can be configured and may be shown. The client secret is not among it:
 * only the background reads that, from the policy, when it asks for tokens.
 */
export interface Config {
  /** Empty until someone sets it; sign-in needs it. */
  clientId: string;
  /** https, on a zapier.com host. */
  authorizationUrl: string;
  /** https, on a zapier.com host. */
  tokenUrl: string;
  clientAuthentication: ClientAuthentication;
  /** https; looked at only when `clientAuthentication` is `broker`. */
  tokenBrokerUrl: string;
  /** Space separated. */
  scopes: string;
  /** Whether tokens are kept on disk too, and so survive the browser's end. */
  staySignedIn: boolean;
  apps: AppDefinition[];
  /** Names of new connections, with the placeholders of `lib/shared/naming.ts`. */
  nameTemplate: string;
  /** How many requests may leave in a minute; Zapier allows 60 from one address. */
  requestsPerMinute: number;
}

/** The configuration in force, where each part comes from, and what of the policy could not be used. */
export interface EffectiveConfig extends Config {
  /** Keys an administrator's policy sets; Settings cannot change them. */
  locked: (keyof Config)[];
  /** Keys whose policy value is unusable; the setting or the default is in force instead. */
  unusable: (keyof Config)[];
}

/** What is in force before anyone configures anything. */
export const DEFAULT_CONFIG: Config = {
  clientId: '',
  authorizationUrl: 'https://api.zapier.com/v2/authorize',
  tokenUrl: 'https://zapier.com/oauth/token/',
  clientAuthentication: 'none',
  tokenBrokerUrl: '',
  scopes: 'profile zap connection:read connection:write',
  staySignedIn: false,
  apps: [],
  nameTemplate: '{customer} – {app}',
  requestsPerMinute: 60,
};

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

/** The configuration in force, for every page to read at once. Computed and written by the background. */
export const configItem = storage.defineItem<EffectiveConfig>('local:config' satisfies ItemKey, {
  fallback: { ...DEFAULT_CONFIG, locked: [], unusable: [] },
  version: 2,
  // Version 1 had no `requestsPerMinute`.
  migrations: { 2: (stored: Partial<EffectiveConfig>) => ({ ...DEFAULT_CONFIG, ...stored }) },
});
