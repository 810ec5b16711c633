import browser from 'webextension-polyfill';
import { CONFIG_KEYS, configItem, DEFAULT_CONFIG, type EffectiveConfig } from '../../shared/config';
import { failed, type Result, succeeded } from '../../shared/result';
import { asTyped, type SettingsFailure, type SettingsInput, settingsItem } from '../../shared/settings';
import { keepOnDisk } from '../keep-on-disk';
import { mergeConfig, readValues } from './effective';
import { readClientSecret, readPolicy } from './policy';
import { validateSettings } from './validate';

/** Computes and saves the configuration. The only writer of `configItem` and `settingsItem`. */
export interface Configuration {
  /**
   * Keeps the stored configuration up to date. Call it in the background's first turn, otherwise the event that starts
   * the background is lost.
   */
  follow(): void;
  /** Computes the configuration in force and stores it if it has changed. */
  refresh(): Promise<EffectiveConfig>;
  /** Saves a Settings form completely or not at all. Values set by policy are not changed. */
  save(request: { settings: SettingsInput }): Promise<Result<null, SettingsFailure[]>>;
}

/** Creates a {@link Configuration}. */
export function createConfiguration(): Configuration {
  // One at a time: otherwise an older reading could overwrite a newer one.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  async function recompute(): Promise<EffectiveConfig> {
    const { values } = readValues(await settingsItem.getValue());
    const config = mergeConfig(values, await readPolicy());
    if (canonical(config) !== canonical(await configItem.getValue())) await configItem.setValue(config);
    return config;
  }

  async function store(input: SettingsInput): Promise<Result<null, SettingsFailure[]>> {
    const { values: policy } = await readPolicy();
    const hasClientSecret = (await readClientSecret()) !== undefined;
    const checked = validateSettings(input, { policy, hasClientSecret });
    if (!checked.ok) return failed(checked.failure);

    const wanted = asTyped(checked.value, input.apps.trim());
    const defaults = asTyped(DEFAULT_CONFIG, '');
    const before = await settingsItem.getValue();
    const kept = CONFIG_KEYS.flatMap((key) => {
      if (key in policy) return key in before ? [[key, before[key]]] : [];
      return wanted[key] === defaults[key] ? [] : [[key, wanted[key]]];
    });
    if (!(await keepOnDisk('settings', () => settingsItem.setValue(Object.fromEntries(kept)))))
      throw new Error('The settings could not be kept');
    await recompute();
    return succeeded(null);
  }

  const refresh = () => inTurn(recompute);
  return {
    refresh,
    save: ({ settings }) => inTurn(() => store(settings)),
    follow() {
      browser.storage.onChanged.addListener((changes, area) => {
        if (area === 'managed' || (area === 'local' && 'settings' in changes)) void refresh();
      });
      void refresh();
    },
  };
}

/** Returns JSON with sorted keys, because Chromium's storage returns an object's keys in another order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
