import { useSignal } from '@preact/signals';
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

type TextKey = 'clientId' | 'authorizationUrl' | 'tokenUrl' | 'tokenBrokerUrl' | 'scopes' | 'requestsPerMinute';

const fieldsOf =
  ({ page, markOf, errorOf }: SectionProps) =>
  (key: TextKey) => ({
    value: page.draft.value[key],
    onInput: (value: string) => page.edit(key, value),
    readOnly: page.locked.value.includes(key),
    mark: markOf(key),
    error: errorOf(key),
  });

/** Lets the user set the OAuth client's id. */
export function ClientIdField(section: SectionProps) {
  return (
    <TextField
      {...fieldsOf(section)('clientId')}
      label={i18n.t('settings.client.clientId')}
      help={i18n.t('settings.client.clientIdHelp')}
    />
  );
}

/** Lets the user set how the OAuth client authenticates. */
export function AuthenticationFields(section: SectionProps) {
  const { page, markOf, errorOf } = section;
  const { clientAuthentication } = page.draft.value;
  return (
    <>
      <RadioGroup
        label={i18n.t('settings.client.authentication')}
        value={clientAuthentication}
        onChange={(mode) => page.edit('clientAuthentication', mode)}
        disabled={page.locked.value.includes('clientAuthentication')}
        mark={markOf('clientAuthentication')}
        error={errorOf('clientAuthentication')}
        options={[
          { value: 'none', label: i18n.t('settings.client.none'), help: i18n.t('settings.client.noneHelp') },
          { value: 'broker', label: i18n.t('settings.client.broker'), help: i18n.t('settings.client.brokerHelp') },
          { value: 'secret', label: i18n.t('settings.client.secret'), help: i18n.t('settings.client.secretHelp') },
        ]}
      />
      {clientAuthentication === 'broker' && (
        <TextField
          {...fieldsOf(section)('tokenBrokerUrl')}
          label={i18n.t('settings.client.brokerUrl')}
          help={i18n.t('settings.client.brokerUrlHelp')}
          input={{ inputMode: 'url', placeholder: 'https://' }}
        />
      )}
    </>
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

/** What is under Advanced, in the order of the page. */
const ADVANCED = ['authorizationUrl', 'tokenUrl', 'scopes', 'requestsPerMinute'] as const;

/** Lets the user set addresses and limits. It unfolds by itself to show an error. */
export function AdvancedSection(section: SectionProps) {
  const { page, defaults } = section;
  const field = fieldsOf(section);
  const isOpen = useSignal(false);
  const isRefused = page.failures.value.some(({ key }) => ADVANCED.some((advanced) => advanced === key));
  return (
    <section aria-labelledby="advanced">
      <details
        open={isOpen.value || isRefused}
        onToggle={({ currentTarget }) => {
          isOpen.value = currentTarget.open;
        }}
      >
        <summary>
          <h2 id="advanced">{i18n.t('settings.advanced.title')}</h2>
        </summary>
        <div class="advanced">
          <p class="muted">{i18n.t('settings.advanced.intro')}</p>
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
          <TextField
            {...field('scopes')}
            label={i18n.t('settings.client.scopes')}
            help={i18n.t('settings.client.scopesHelp', { default: defaults.scopes })}
          />
          <TextField
            {...field('requestsPerMinute')}
            label={i18n.t('settings.requests.perMinute')}
            help={i18n.t('settings.requests.perMinuteHelp', { default: defaults.requestsPerMinute })}
            input={{ inputMode: 'numeric' }}
          />
        </div>
      </details>
    </section>
  );
}
