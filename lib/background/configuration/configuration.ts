import browser from 'webextension-polyfill';
import { checkValue } from '../../shared/check-value';
import {
  asTyped,
  type Config,
  configItem,
  DEFAULT_CONFIG,
  type EffectiveConfig,
  SETTINGS_KEYS,
  type SettingsFailure,
  type SettingsInput,
  type SettingsKey,
  settingsItem,
} from '../../shared/config';
import { failed, type Result, succeeded } from '../../shared/result';
import { keepOnDisk } from '../keep-on-disk';
import { type Schedule, SHORTEST_ALARM_MS } from '../schedule';
import { mergeConfig, type ReadValues, readValues } from './effective';
import { readClientSecret, readPolicy } from './policy';

/** Computes and saves the configuration. The only writer of `configItem` and `settingsItem`. */
export interface Configuration {
  /**
   * Keeps the stored configuration up to date. Call it in the background's first turn, otherwise the event that starts
   * the background is lost.
   */
  follow(): void;
  /** Computes the configuration in force and stores it if it has changed. */
  refresh(): Promise<EffectiveConfig>;
  /** Does the same half a minute after a policy was missed, and believes by then that there is none. */
  confirm(): Promise<EffectiveConfig>;
  /** Saves a Settings form completely or not at all. Values set by policy are not changed. */
  save(request: { settings: SettingsInput }): Promise<Result<null, SettingsFailure[]>>;
  /** Keeps what was found out about Zapier, beside what was saved. */
  learn(found: (current: Config) => Partial<Learnt>): Promise<void>;
}

/** The part of the configuration that is found out. */
export type Learnt = Pick<Config, 'checkedApps' | 'deletion'>;

/** Alarm that looks again for a policy that was missed. */
export const POLICY_ALARM = 'policy';

/** Creates a {@link Configuration}. `now` returns epoch milliseconds. */
export function createConfiguration(schedule: Pick<Schedule, 'at'>, now: () => number): Configuration {
  // One at a time: otherwise an older reading could overwrite a newer one.
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  }

  /**
   * Reads the policy. One that has gone is believed to be gone only at the second look: browsers were seen to deliver it
   * late, and without it everybody would be signed out for good.
   */
  async function policyInForce(current: EffectiveConfig, isSecondLook: boolean): Promise<ReadValues> {
    const policy = await readPolicy();
    const isMissed = current.locked.length > 0 && Object.keys(policy.values).length + policy.unusable.length === 0;
    if (!isMissed || isSecondLook) return policy;
    await schedule.at(POLICY_ALARM, now() + SHORTEST_ALARM_MS);
    const kept = current.locked.map((key) => [key, current[key]]);
    return { values: Object.fromEntries(kept), unusable: current.unusable };
  }

  async function recompute(isSecondLook = false): Promise<EffectiveConfig> {
    const { values } = readValues(await settingsItem.getValue(), SETTINGS_KEYS);
    const current = await configItem.getValue();
    const config = mergeConfig(values, await policyInForce(current, isSecondLook));
    if (canonical(config) !== canonical(current)) await configItem.setValue(config);
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
    const kept = SETTINGS_KEYS.flatMap((key) => {
      if (key in policy) return key in before ? [[key, before[key]]] : [];
      return wanted[key] === defaults[key] ? [] : [[key, wanted[key]]];
    });
    if (!(await keepOnDisk('settings', () => settingsItem.setValue(Object.fromEntries(kept)))))
      throw new Error('The settings could not be kept');
    await recompute();
    return succeeded(null);
  }

  const refresh = () => inTurn(() => recompute());
  return {
    refresh,
    confirm: () => inTurn(() => recompute(true)),
    save: ({ settings }) => inTurn(() => store(settings)),
    learn: (found) =>
      inTurn(async () => {
        const settings = { ...(await settingsItem.getValue()), ...found(await configItem.getValue()) };
        await keepOnDisk('settings', () => settingsItem.setValue(settings));
        await recompute();
      }),
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

/** The policy that a Settings form is saved under. */
export interface SaveConditions {
  /** Keys set here cannot be changed by the form. */
  policy: ReadValues['values'];
  hasClientSecret: boolean;
}

/** Returns the configuration that a Settings form asks for, or all its failures in the page's order. */
export function validateSettings(
  input: SettingsInput,
  { policy, hasClientSecret }: SaveConditions,
): Result<Config, SettingsFailure[]> {
  const config: Config = { ...DEFAULT_CONFIG, ...policy };
  const failures: SettingsFailure[] = [];
  const mode = policy.clientAuthentication ?? input.clientAuthentication;

  function take<K extends SettingsKey>(key: K): void {
    if (policy[key] !== undefined) return;
    // In other modes the page hides the broker's address, so the agent could not correct it.
    if (key === 'tokenBrokerUrl' && mode !== 'broker') return;
    const checked = checkValue(key, input[key]);
    if (checked.ok) config[key] = checked.value;
    else failures.push(...checked.failure);
    if (key === 'clientAuthentication' && mode === 'secret' && !hasClientSecret)
      failures.push({ key, code: 'not-allowed' });
    if (key === 'tokenUrl' && mode === 'secret' && checked.ok && checked.value !== DEFAULT_CONFIG.tokenUrl)
      failures.push({ key, code: 'not-from-policy' });
  }

  for (const key of SETTINGS_KEYS) take(key);
  return failures.length > 0 ? failed(failures) : succeeded(config);
}
