import { i18n } from '#i18n';
import type { Config, SettingsFailure } from '../../lib/shared/config';
import type { DefinitionReason } from '../../lib/shared/definitions/definition-failure';
import { LINK_PLACEHOLDERS, RECEIPT_PLACEHOLDERS } from '../receipt/template';

/** Limit to the errors listed at a time. */
const MAX_SHOWN = 5;

interface SettingsErrorsProps {
  failures: SettingsFailure[];
  defaults: Config;
}

/** Lists the errors of one value. */
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

const anyOf = new Intl.ListFormat(undefined, { type: 'disjunction' });

const EXAMPLE_URL = 'https://tokens.example.com/zapier';

/** Returns the text of an error for its field. */
export function failureWords(failure: SettingsFailure, defaults: Config): string {
  switch (failure.code) {
    case 'required':
      return requiredWords(failure.key, defaults);
    case 'has-spaces':
      return i18n.t('settings.failure.spaces');
    case 'not-a-url':
      return i18n.t('settings.failure.url', {
        example: failure.key === 'tokenBrokerUrl' ? EXAMPLE_URL : String(defaults[failure.key]),
      });
    case 'not-https':
      return i18n.t('settings.failure.https');
    case 'not-documented':
      return i18n.t('settings.failure.zapier', { addresses: anyOf.format(failure.documented) });
    case 'not-from-policy':
      return i18n.t('settings.failure.policyTokenUrl', { default: defaults.tokenUrl });
    case 'not-a-scope':
      return i18n.t('settings.failure.scope');
    case 'no-placeholder':
      if (failure.key === 'linkTemplate') return i18n.t('settings.failure.linkPlaceholder', LINK_PLACEHOLDERS);
      return failure.key === 'receiptTemplate'
        ? i18n.t('settings.failure.receiptPlaceholder', RECEIPT_PLACEHOLDERS)
        : i18n.t('settings.failure.placeholder', PLACEHOLDERS);
    case 'unknown-placeholder':
      if (failure.key === 'linkTemplate') return i18n.t('settings.failure.unknownLinkPlaceholder', LINK_PLACEHOLDERS);
      return failure.key === 'receiptTemplate'
        ? i18n.t('settings.failure.unknownReceiptPlaceholder', RECEIPT_PLACEHOLDERS)
        : i18n.t('settings.failure.unknownPlaceholder', PLACEHOLDERS);
    case 'not-a-pattern':
      return i18n.t('settings.failure.pattern');
    case 'not-a-rate':
      return i18n.t('settings.failure.rate');
    case 'not-allowed':
      return failure.key === 'clientAuthentication'
        ? i18n.t('settings.failure.noSecret')
        : i18n.t('settings.failure.notAllowed');
    case 'invalid-json':
      return i18n.t('settings.failure.json');
    case 'invalid-definition': {
      const reason = REASONS[failure.reason]();
      return failure.path ? i18n.t('settings.failure.definition', { path: failure.path, reason }) : reason;
    }
  }
}

/** Placeholders of the name template. They are not translated, because the user types them. */
export const PLACEHOLDERS = {
  customer: '{customer}',
  app: '{app}',
  account: '{account}',
  date: '{date}',
  ticket: '{ticket}',
};

function requiredWords(key: keyof Config, defaults: Config): string {
  switch (key) {
    case 'clientId':
      return i18n.t('settings.failure.clientId');
    case 'authorizationUrl':
      return i18n.t('settings.failure.authorizationUrl', { default: defaults.authorizationUrl });
    case 'tokenUrl':
      return i18n.t('settings.failure.tokenUrl', { default: defaults.tokenUrl });
    case 'tokenBrokerUrl':
      return i18n.t('settings.failure.brokerUrl');
    case 'scopes':
      return i18n.t('settings.failure.scopes', { default: defaults.scopes });
    case 'nameTemplate':
      return i18n.t('settings.failure.nameTemplate', { default: defaults.nameTemplate });
    default:
      return i18n.t('settings.failure.notAllowed');
  }
}

/** Prints a module's content as JSON, in the folder that holds it. */
const PRINT_JSON = `node -p "JSON.stringify(require('./authentication'))"`;

/** Explanations of the errors in a definition. */
export const REASONS: Record<DefinitionReason, () => string> = {
  'not-json': () => i18n.t('settings.failure.json'),
  javascript: () => i18n.t('settings.definition.javascript', { command: PRINT_JSON }),
  'too-large': () => i18n.t('settings.definition.tooLarge'),
  'too-many': () => i18n.t('settings.definition.tooMany'),
  missing: () => i18n.t('settings.definition.missing'),
  'wrong-type': () => i18n.t('settings.definition.wrongType'),
  empty: () => i18n.t('settings.definition.empty'),
  'too-long': () => i18n.t('settings.definition.tooLong'),
  'not-a-uuid': () => i18n.t('settings.definition.notAUuid'),
  'unknown-value': () => i18n.t('settings.definition.unknownValue'),
  'no-placeholder': () => i18n.t('settings.definition.noPlaceholder', PLACEHOLDERS),
  'unknown-placeholder': () => i18n.t('settings.definition.unknownPlaceholder', PLACEHOLDERS),
  'no-input': () => i18n.t('settings.definition.noInput', { input: '{{input}}' }),
  'looks-secret': () => i18n.t('settings.definition.looksSecret'),
  dynamic: () => i18n.t('settings.definition.dynamic'),
  'reserved-key': () => i18n.t('settings.definition.reservedKey'),
  'too-deep': () => i18n.t('settings.definition.tooDeep'),
  'no-authentication': () => i18n.t('settings.definition.noAuthentication'),
  duplicate: () => i18n.t('settings.definition.duplicate'),
};
