import { i18n } from '#i18n';
import type { Config } from '../../lib/shared/config';
import type { SettingsFailure } from '../../lib/shared/settings';
import { failureWords } from './failure-words';

/** As many as one can work through at a time. */
const MAX_SHOWN = 5;

export interface SettingsErrorsProps {
  /** Of one value. */
  failures: SettingsFailure[];
  defaults: Config;
}

/** What is wrong with one value. */
export function SettingsErrors({ failures, defaults }: SettingsErrorsProps) {
  const more = failures.length - MAX_SHOWN;
  return (
    <>
      {failures.slice(0, MAX_SHOWN).map((failure) => (
        <p key={failureWords(failure, defaults)}>
          {failureWords(failure, defaults)}
          {failure.code === 'invalid-json' && <small>{failure.detail}</small>}
        </p>
      ))}
      {more > 0 && <p>{i18n.t('settings.failure.more', more)}</p>}
    </>
  );
}
