import { CONFIG_KEYS, type Config, DEFAULT_CONFIG } from '../../shared/config';
import { failed, type Result, succeeded } from '../../shared/result';
import type { SettingsFailure, SettingsInput } from '../../shared/settings';
import { checkValue } from './check-value';
import type { ReadValues } from './effective';

/** What must hold between a Settings form and the policy it is saved under. */
export interface SaveConditions {
  /** Keys set here are not the form's to decide. */
  policy: ReadValues['values'];
  hasClientSecret: boolean;
}

/** The configuration that a Settings form asks for, or all that is wrong with it in the page's order. */
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
    // The page hides the broker's address in the other modes, so nobody could mend it there.
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
