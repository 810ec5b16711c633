import type { ComponentChildren } from 'preact';
import type { Config } from '../../lib/config/config';
import type { SettingsPage } from '../../lib/settings-page/model';

/** What every section of the Settings page is given. */
export interface SectionProps {
  page: SettingsPage;
  defaults: Config;
  /** The lock of a key that a policy sets. */
  markOf: (key: keyof Config) => ComponentChildren;
  errorOf: (key: keyof Config) => ComponentChildren;
}
