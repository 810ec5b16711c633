import type { ComponentChildren } from 'preact';
import type { SettingsPage } from '../../lib/page/settings/model';
import type { Config } from '../../lib/shared/config';

/** What every section of the Settings page is given. */
export interface SectionProps {
  page: SettingsPage;
  defaults: Config;
  /** The lock of a key that a policy sets. */
  markOf: (key: keyof Config) => ComponentChildren;
  errorOf: (key: keyof Config) => ComponentChildren;
}
