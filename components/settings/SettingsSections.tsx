import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { SettingsPage } from '../../lib/page/settings/model';
import type { Config } from '../../lib/shared/config';
import { Checkbox, RadioGroup } from '../ui/Options';
import { TextField } from '../ui/TextField';

/** Props that all sections of the Settings page share. */
export interface SectionProps {
  page: SettingsPage;
  defaults: Config;
  /** Returns the lock mark of a key that a policy sets. */
  markOf: (key: keyof Config) => ComponentChildren;
  errorOf: (key: keyof Config) => ComponentChildren;
}

/** Lets the user set the OAuth client and how it authenticates. */
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

/** Lets the user choose whether a sign-in outlasts the browser session. */
export function SignInSection({ page, markOf }: SectionProps) {
  return (
    <section aria-labelledby="sign-in">
      <h2 id="sign-in">{i18n.t('settings.signIn.title')}</h2>
      <Checkbox
        label={i18n.t('settings.signIn.stay')}
        help={i18n.t('settings.signIn.stayHelp')}
        checked={page.draft.value.staySignedIn}
        onChange={(checked) => page.edit('staySignedIn', checked)}
        disabled={page.locked.value.includes('staySignedIn')}
        mark={markOf('staySignedIn')}
      />
    </section>
  );
}

/** Lets the user limit how many requests are sent to Zapier. */
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
