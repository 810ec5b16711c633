import { checkValue } from '../../shared/check-value';
import { CONFIG_KEYS, type Config, DEFAULT_CONFIG, type EffectiveConfig } from '../../shared/config';

/** One source's values, and the keys whose values are unusable. */
export interface ReadValues {
  values: Partial<Config>;
  unusable: (keyof Config)[];
}

/** Reads the usable values of a source that may contain anything, of these keys. Blank text counts as not set. */
export function readValues(source: Record<string, unknown>, keys: readonly (keyof Config)[]): ReadValues {
  const read: ReadValues = { values: {}, unusable: [] };
  for (const key of keys) readValue(key, source[key], read);
  return read;
}

function readValue<K extends keyof Config>(key: K, value: unknown, read: ReadValues): void {
  if (value === undefined || value === null) return;
  if (typeof value === 'string' && !value.trim()) return;
  const checked = checkValue(key, value);
  if (checked.ok) read.values[key] = checked.value;
  else read.unusable.push(key);
}

/** Merges defaults, Settings and policy; the later wins. */
export function mergeConfig(settings: Partial<Config>, policy: ReadValues): EffectiveConfig {
  const merged = { ...DEFAULT_CONFIG, ...settings, ...policy.values };
  // Only the policy that supplies the secret may send it elsewhere than by default.
  const tokenUrl =
    merged.clientAuthentication === 'secret' ? (policy.values.tokenUrl ?? DEFAULT_CONFIG.tokenUrl) : merged.tokenUrl;
  return {
    ...merged,
    tokenUrl,
    locked: CONFIG_KEYS.filter((key) => key in policy.values),
    unusable: policy.unusable,
  };
}
