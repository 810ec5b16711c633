import { storage } from 'wxt/utils/storage';
import type { AppDefinition } from './definitions/definition';
import type { DefinitionReason } from './definitions/definition-failure';
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

/** What the Settings page sends: every editable key as typed; `apps` is JSON text. */
export type SettingsInput = Omit<Config, TypedAsText> & Record<TypedAsText, string>;
type TypedAsText = 'apps' | 'requestsPerMinute';

/** A configuration as one would type it; apps keep the text that they were typed as. */
export function asTyped(config: Config, apps: string): SettingsInput {
  return { ...config, apps, requestsPerMinute: String(config.requestsPerMinute) };
}

/** Why a value cannot be saved. */
export type SettingsFailure =
  | {
      key: keyof Config;
      code:
        | 'required'
        | 'has-spaces'
        | 'not-a-url'
        | 'not-https'
        | 'not-on-zapier'
        | 'not-a-scope'
        | 'no-placeholder'
        | 'unknown-placeholder'
        | 'not-a-rate'
        | 'not-allowed';
    }
  /** `detail` is the parser's own words; they name the place in the text. */
  | { key: 'apps'; code: 'invalid-json'; detail: string }
  /** `path` names the place, as `[1].authentication.fields[0].key`. One failure per place. */
  | { key: 'apps'; code: 'invalid-definition'; path: string; reason: DefinitionReason };

/**
 * What was saved in Settings, as typed: only what differs from the defaults, so that a later
 * version's better default reaches everybody who never chose. The background alone writes it.
 */
export const settingsItem = storage.defineItem<Partial<SettingsInput>>('local:settings' satisfies ItemKey, {
  fallback: {},
  version: 1,
});
