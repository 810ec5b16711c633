import { storage } from 'wxt/utils/storage';
import type { Config } from './config';
import type { DefinitionReason } from './definitions/definition-failure';
import type { ItemKey } from './items';

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
