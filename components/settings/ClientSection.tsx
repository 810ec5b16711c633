import { i18n } from '#i18n';
import { RadioGroup } from '../ui/RadioGroup';
import { TextField } from '../ui/TextField';
import type { SectionProps } from './section-props';

/** The OAuth client and how it proves itself. */
export function ClientSection({ page, defaults, markOf, errorOf }: SectionProps) {
  const draft = page.draft.value;
  const locked = page.locked.value;
  const field = (key: 'clientId' | 'authorizationUrl' | 'tokenUrl' | 'tokenBrokerUrl' | 'scopes') => ({
    value: draft[key],
    onInput: (value: string) => page.edit(key, value),
    readOnly: locked.includes(key),
    mark: markOf(key),
    error: errorOf(key),
  });
  return (
    <section aria-labelledby="client">
      <h2 id="client">{i18n.t('settings.client.title')}</h2>
      <p class="muted">{i18n.t('settings.client.intro')}</p>
      <TextField
        {...field('clientId')}
        label={i18n.t('settings.client.clientId')}
        help={i18n.t('settings.client.clientIdHelp')}
      />
      <TextField
        {...field('authorizationUrl')}
        label={i18n.t('settings.client.authorizationUrl')}
        help={i18n.t('settings.client.default', { default: defaults.authorizationUrl })}
        input={{ inputMode: 'url' }}
      />
      <TextField
        {...field('tokenUrl')}
        label={i18n.t('settings.client.tokenUrl')}
        help={i18n.t('settings.client.default', { default: defaults.tokenUrl })}
        input={{ inputMode: 'url' }}
      />
      <RadioGroup
        label={i18n.t('settings.client.authentication')}
        value={draft.clientAuthentication}
        onChange={(mode) => page.edit('clientAuthentication', mode)}
        disabled={locked.includes('clientAuthentication')}
        mark={markOf('clientAuthentication')}
        error={errorOf('clientAuthentication')}
        options={[
          { value: 'none', label: i18n.t('settings.client.none'), help: i18n.t('settings.client.noneHelp') },
          { value: 'broker', label: i18n.t('settings.client.broker'), help: i18n.t('settings.client.brokerHelp') },
          { value: 'secret', label: i18n.t('settings.client.secret'), help: i18n.t('settings.client.secretHelp') },
        ]}
      />
      {draft.clientAuthentication === 'broker' && (
        <TextField
          {...field('tokenBrokerUrl')}
          label={i18n.t('settings.client.brokerUrl')}
          help={i18n.t('settings.client.brokerUrlHelp')}
          input={{ inputMode: 'url', placeholder: 'https://' }}
        />
      )}
      <TextField
        {...field('scopes')}
        label={i18n.t('settings.client.scopes')}
        help={i18n.t('settings.client.scopesHelp', { default: defaults.scopes })}
      />
    </section>
  );
}
