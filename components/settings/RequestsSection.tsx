import { i18n } from '#i18n';
import { TextField } from '../ui/TextField';
import type { SectionProps } from './section-props';

/** How much is asked of Zapier. */
export function RequestsSection({ page, defaults, markOf, errorOf }: SectionProps) {
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">{i18n.t('settings.requests.title')}</h2>
      <TextField
        label={i18n.t('settings.requests.perMinute')}
        help={i18n.t('settings.requests.perMinuteHelp', { default: defaults.requestsPerMinute })}
        value={page.draft.value.requestsPerMinute}
        onInput={(value) => page.edit('requestsPerMinute', value)}
        readOnly={page.locked.value.includes('requestsPerMinute')}
        mark={markOf('requestsPerMinute')}
        error={errorOf('requestsPerMinute')}
        input={{ inputMode: 'numeric' }}
      />
    </section>
  );
}
