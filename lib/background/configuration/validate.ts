import { CONFIG_KEYS, type Config, DEFAULT_CONFIG } from '../../shared/config';
import { failed, type Result, succeeded } from '../../shared/result';
import type { SettingsFailure, SettingsInput } from '../../shared/settings';
import { checkValue } from './check-value';
import type { ReadValues } from './effective';

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
  const config: Config = { ...DEFAULT_CONFIG };
  const failures: SettingsFailure[] = [];
  const mode = policy.clientAuthentication ?? input.clientAuthentication;

  function take<K extends keyof Config>(key: K): void {
    const ruled = policy[key];
    if (ruled !== undefined) {
      config[key] = ruled;
      return;
    }
    // In other modes the page hides the broker's address, so the agent could not correct it.
    if (key === 'tokenBrokerUrl' && mode !== 'broker') return;
    const checked = checkValue(key, input[key]);
    if (checked.ok) config[key] = checked.value;
    else failures.push(...checked.failure);
    if (key === 'clientAuthentication' && mode === 'secret' && !hasClientSecret)
      failures.push({ key, code: 'not-allowed' });
  }

  for (const key of CONFIG_KEYS) take(key);
  return failures.length > 0 ? failed(failures) : succeeded(config);
}
