import { i18n } from '#i18n';
import type { RedirectUrl } from '../../../lib/page/redirect-urls';
import type { SettingsInput } from '../../../lib/shared/config';
import type { SetUpCheck } from '../../../lib/shared/set-up-check';
import { accessVerdict, appsVerdict, powersVerdict } from './found-words';
import { masked } from './masked';
import { exchangeVerdict, signInVerdict, type Verdict } from './words';

/** What the report and the questions are about. */
export interface Reported {
  check: SetUpCheck;
  /** As chosen now, which need not be what was checked. */
  settings: SettingsInput;
  urls: RedirectUrl[];
  /** The extension's version, and the browser's user agent string. */
  version: string;
  userAgent: string;
}

/** Returns the settings that a check was made with and its verdicts, without a token, a secret or an e-mail address. */
export function reportText({ check, settings, urls, version, userAgent }: Reported): string {
  const checked = check.settings ?? settings;
  const { clientId, clientAuthentication, tokenBrokerUrl, authorizationUrl, tokenUrl, scopes } = checked;
  const isBroker = clientAuthentication === 'broker';
  const steps: [title: string, verdict: Verdict | null][] = [
    [i18n.t('settings.setUp.signIn'), signInVerdict(check.signIn)],
    [i18n.t('settings.setUp.exchange'), exchangeVerdict(check.exchange, checked)],
    [i18n.t('settings.setUp.access'), accessVerdict(check.access, masked)],
    [i18n.t('settings.setUp.app'), appsVerdict(check.apps)],
    [i18n.t('settings.setUp.powers'), powersVerdict(check.powers)],
  ];
  return [
    i18n.t('settings.diagnostics.version', { version }),
    userAgent,
    line('settings.client.clientId', clientId),
    line('settings.setUp.thisUrl', urls.find(({ isThisBrowser }) => isThisBrowser)?.url ?? ''),
    line('settings.client.authentication', clientAuthentication),
    isBroker ? line('settings.client.brokerUrl', tokenBrokerUrl) : line('settings.client.tokenUrl', tokenUrl),
    line('settings.client.authorizationUrl', authorizationUrl),
    line('settings.client.scopes', scopes),
    ...steps.map(([title, verdict], index) => `${index + 2}. ${title}: ${words(verdict)}`),
  ].join('\n');
}

const line = (
  label:
    | 'settings.client.clientId'
    | 'settings.setUp.thisUrl'
    | 'settings.client.authentication'
    | 'settings.client.brokerUrl'
    | 'settings.client.tokenUrl'
    | 'settings.client.authorizationUrl'
    | 'settings.client.scopes',
  value: string,
): string => `${i18n.t(label)}: ${value}`;

function words(verdict: Verdict | null): string {
  if (!verdict) return i18n.t('settings.setUp.notChecked');
  const { title, said, next } = verdict;
  return [title, ...(said ? [`${i18n.t('settings.setUp.inItsWords')} ${masked(said)}`] : []), ...next].join(' ');
}

/** Returns what a company has to ask Zapier about its client. */
export function questionsText({ settings: { clientId, scopes }, urls }: Pick<Reported, 'settings' | 'urls'>): string {
  // A build that anybody can load is not one that a team uses, unless it is what is set up here.
  const registered = urls.filter(({ browser, isThisBrowser }) => browser !== 'chrome' || isThisBrowser);
  return i18n.t('settings.setUp.questions', {
    clientId: clientId.trim() || i18n.t('settings.setUp.noClientId'),
    urls: registered.map(({ url }) => `   ${url}`).join('\n'),
    scopes,
  });
}
