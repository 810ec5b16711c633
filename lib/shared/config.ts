import { storage } from 'wxt/utils/storage';
import type { AppDefinition } from './definitions/definition';
import type { DefinitionReason } from './definitions/definition-failure';
import type { ItemKey } from './items';

/** How the client authenticates to the token endpoint. */
export type ClientAuthentication = 'none' | 'broker' | 'secret';

/**
 * Everything that can be configured and may be shown. The client secret is not included: only the background reads it,
 * from the policy, when it requests tokens.
 */
export interface Config {
  /** Empty until it is set. Sign-in requires it. */
  clientId: string;
  /** One of {@link AUTHORIZATION_URLS}. */
  authorizationUrl: string;
  /** One of {@link TOKEN_URLS}. */
  tokenUrl: string;
  clientAuthentication: ClientAuthentication;
  /** https; used only if `clientAuthentication` is `broker`. */
  tokenBrokerUrl: string;
  /** Space separated. */
  scopes: string;
  /** True if accounts and tokens are also kept on disk, so that they survive a restart of the browser. */
  staySignedIn: boolean;
  apps: AppDefinition[];
  /** Template for the names of new connections, with the placeholders of `lib/shared/naming.ts`. */
  nameTemplate: string;
  /** Template for what is copied for a ticket, with the placeholders of `lib/shared/receipt.ts`; empty: the usual one. */
  receiptTemplate: string;
  /** Template for the message with Zapier's link, with the placeholders of `lib/shared/link-message.ts`; empty: the usual one. */
  linkTemplate: string;
  /** Regular expression of the help desk's tickets, by which a pasted message tells its own; empty: none is looked for. */
  ticketPattern: string;
  /** The maximum number of requests per minute. Zapier allows 60 from one IP address. */
  requestsPerMinute: number;
  /** False if nobody may delete connections: no *Delete*, no *Undo*. */
  allowDelete: boolean;
  /** False if credentials may be entered only for apps with a definition. */
  allowFreeFields: boolean;
  /** False if nobody is led to Zapier's own page: no *Connect on Zapier*, no *Reconnect*, no link for the customer. */
  allowZapierPage: boolean;
  /** Ids of the apps for which Zapier was seen to check keys, space separated. */
  checkedApps: string;
  /** Whether Zapier was seen to let new connections be deleted. */
  deletion: 'unknown' | 'allowed' | 'refused';
}

/** What only a policy can switch off, for everybody. Settings has no such values. */
export const POLICY_SWITCHES = ['allowDelete', 'allowFreeFields', 'allowZapierPage'] as const;

/** One of {@link POLICY_SWITCHES}. */
export type PolicySwitch = (typeof POLICY_SWITCHES)[number];

/** A value that Settings can change. */
export type SettingsKey = Exclude<keyof Config, PolicySwitch>;

/** The configuration in force, and which keys the policy sets or fails to set. */
export interface EffectiveConfig extends Config {
  /** Keys set by an administrator's policy. Settings cannot change them. */
  locked: (keyof Config)[];
  /** Keys whose policy value is unusable, so that the setting or the default is in force. */
  unusable: (keyof Config)[];
}

/**
 * The addresses that Zapier documents for the start of a sign-in. No other host, path or port is accepted, because on
 * some of Zapier's hosts anybody can receive requests.
 */
export const AUTHORIZATION_URLS = ['https://api.zapier.com/v2/authorize', 'https://zapier.com/oauth/authorize/'];

/** The addresses that Zapier documents for token requests; its guides write the first, some newer pages the second. */
export const TOKEN_URLS = ['https://zapier.com/oauth/token/', 'https://zapier.com/oauth/token'];

/** The default configuration. */
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
  receiptTemplate: '',
  linkTemplate: '',
  ticketPattern: '',
  requestsPerMinute: 60,
  allowDelete: true,
  allowFreeFields: true,
  allowZapierPage: true,
  checkedApps: '',
  deletion: 'unknown',
};

/** The keys of what Settings can change, in the order of the page. */
export const SETTINGS_KEYS: SettingsKey[] = [
  'clientId',
  'clientAuthentication',
  'tokenBrokerUrl',
  'staySignedIn',
  'nameTemplate',
  'receiptTemplate',
  'linkTemplate',
  'ticketPattern',
  'apps',
  'authorizationUrl',
  'tokenUrl',
  'scopes',
  'requestsPerMinute',
  'checkedApps',
  'deletion',
];

/** All keys of the configuration. */
export const CONFIG_KEYS: (keyof Config)[] = [...SETTINGS_KEYS, ...POLICY_SWITCHES];

const withDefaults = (stored: Partial<EffectiveConfig>) => ({ ...DEFAULT_CONFIG, ...stored });

/** The configuration in force. Computed and written by the background, so that pages read it in one step. */
export const configItem = storage.defineItem<EffectiveConfig>('local:config' satisfies ItemKey, {
  fallback: { ...DEFAULT_CONFIG, locked: [], unusable: [] },
  version: 6,
  // Each version had some keys less: `requestsPerMinute`, `receiptTemplate`, `linkTemplate`, `ticketPattern`, the policy
  // switches, and what the set-up check finds out.
  migrations: { 2: withDefaults, 3: withDefaults, 4: withDefaults, 5: withDefaults, 6: withDefaults },
});

/** The values that the Settings page sends, as typed. `apps` is JSON text. */
export type SettingsInput = Omit<Config, PolicySwitch | TypedAsText> & Record<TypedAsText, string>;
type TypedAsText = 'apps' | 'requestsPerMinute';

/** Returns a configuration as one would type it. `apps` is the text to use for the apps. */
export function asTyped(config: Config, apps: string): SettingsInput {
  const { allowDelete: _delete, allowFreeFields: _free, allowZapierPage: _page, ...values } = config;
  return { ...values, apps, requestsPerMinute: String(config.requestsPerMinute) };
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
        | 'not-a-scope'
        | 'no-placeholder'
        | 'unknown-placeholder'
        | 'not-a-rate'
        | 'not-a-pattern'
        | 'not-allowed';
    }
  /** Not one of the addresses that Zapier documents. */
  | { key: 'authorizationUrl' | 'tokenUrl'; code: 'not-documented'; documented: string[] }
  /** In the mode `secret`, another token URL than the default has to come from the policy that supplies the secret. */
  | { key: 'tokenUrl'; code: 'not-from-policy' }
  /** `detail` is the parser's message, which names the position in the text. */
  | { key: 'apps'; code: 'invalid-json'; detail: string }
  /** `path` is the position, for example `[1].authentication.fields[0].key`. There is one failure per position. */
  | { key: 'apps'; code: 'invalid-definition'; path: string; reason: DefinitionReason };

/**
 * The values saved in Settings, as typed. Only those that differ from the defaults are stored, so that a changed
 * default of a later version reaches everybody who kept the old one. Written only by the background.
 */
export const settingsItem = storage.defineItem<Partial<SettingsInput>>('local:settings' satisfies ItemKey, {
  fallback: {},
  version: 1,
});
