import { storage } from 'wxt/utils/storage';
import { DEFAULT_CONFIG, type EffectiveConfig, NOTHING_CONFIGURED } from '../../shared/config';

/** The configuration in force: defaults, then Settings, then policy. Background only; pages read `configItem`. */
export const storedConfigItem = storage.defineItem<EffectiveConfig>('local:config', {
  fallback: NOTHING_CONFIGURED,
  version: 2,
  // Version 1 had no `requestsPerMinute`.
  migrations: { 2: (kept: Partial<EffectiveConfig>) => ({ ...DEFAULT_CONFIG, ...kept }) },
});
