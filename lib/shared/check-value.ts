import * as v from 'valibot';
import { AUTHORIZATION_URLS, type Config, type SettingsFailure, TOKEN_URLS } from './config';
import { parseDefinitions } from './definitions/parse-definitions';
import { linkTemplateProblem } from './link-message';
import { templateProblem } from './name-template';
import { receiptTemplateProblem } from './receipt';
import { failed, type Result, succeeded } from './result';
import { ticketPatternProblem } from './ticket-pattern';

type Checked<T> = Result<T, SettingsFailure[]>;
type Code = Exclude<
  SettingsFailure['code'],
  'invalid-json' | 'invalid-definition' | 'not-documented' | 'not-from-policy'
>;

const text = v.string();

/** Limits of requests per minute: a sign-in needs some, and nobody is allowed more than the maximum. */
const [SLOWEST_RATE, FASTEST_RATE] = [6, 600];

const RULES: { [K in keyof Config]: (value: unknown) => Checked<Config[K]> } = {
  clientId: rule('clientId', text, (value) => {
    const id = value.trim();
    if (!id) return refuse('clientId', 'required');
    return /\s/.test(id) ? refuse('clientId', 'has-spaces') : succeeded(id);
  }),
  authorizationUrl: rule('authorizationUrl', text, (value) =>
    checkDocumented('authorizationUrl', value, AUTHORIZATION_URLS),
  ),
  tokenUrl: rule('tokenUrl', text, (value) => checkDocumented('tokenUrl', value, TOKEN_URLS)),
  clientAuthentication: rule('clientAuthentication', v.picklist(['none', 'broker', 'secret']), succeeded),
  tokenBrokerUrl: rule('tokenBrokerUrl', text, (value) => checkUrl('tokenBrokerUrl', value)),
  scopes: rule('scopes', text, (value) => {
    const scopes = value.split(/\s+/).filter(Boolean);
    if (scopes.length === 0) return refuse('scopes', 'required');
    return scopes.every(isScope) ? succeeded(scopes.join(' ')) : refuse('scopes', 'not-a-scope');
  }),
  staySignedIn: yesOrNo('staySignedIn'),
  allowDelete: yesOrNo('allowDelete'),
  allowFreeFields: yesOrNo('allowFreeFields'),
  allowZapierPage: yesOrNo('allowZapierPage'),
  nameTemplate: rule('nameTemplate', text, (value) => {
    const template = value.trim();
    if (!template) return refuse('nameTemplate', 'required');
    const problem = templateProblem(template);
    return problem ? refuse('nameTemplate', problem) : succeeded(template);
  }),
  receiptTemplate: textTemplate('receiptTemplate', receiptTemplateProblem),
  linkTemplate: textTemplate('linkTemplate', linkTemplateProblem),
  ticketPattern: textTemplate('ticketPattern', ticketPatternProblem),
  apps: rule('apps', text, checkApps),
  // A number in a policy, text in the form.
  requestsPerMinute: rule('requestsPerMinute', v.union([v.number(), text]), (value) => {
    const rate = typeof value === 'string' && !/^\s*\d+\s*$/.test(value) ? Number.NaN : Number(value);
    const isRate = Number.isInteger(rate) && rate >= SLOWEST_RATE && rate <= FASTEST_RATE;
    return isRate ? succeeded(rate) : refuse('requestsPerMinute', 'not-a-rate');
  }),
  checkedApps: rule('checkedApps', text, (value) =>
    succeeded(value.toLowerCase().split(/\s+/).filter(Boolean).join(' ')),
  ),
  deletion: rule('deletion', v.picklist(['unknown', 'allowed', 'refused']), succeeded),
};

/** Checks one value by its key's rules, whatever its source. Does not check rules between keys. */
export function checkValue<K extends keyof Config>(key: K, value: unknown): Checked<Config[K]> {
  return RULES[key](value);
}

function rule<T, C>(key: keyof Config, type: v.GenericSchema<T>, check: (value: T) => Checked<C>) {
  return (value: unknown): Checked<C> => {
    const typed = v.safeParse(type, value);
    return typed.success ? check(typed.output) : refuse(key, 'not-allowed');
  };
}

/** Returns the rule for a yes or no, which may come as text from a policy. */
function yesOrNo(key: keyof Config) {
  return rule(key, v.union([v.boolean(), v.picklist(['true', 'false'])]), (value) =>
    succeeded(String(value) === 'true'),
  );
}

/** Returns the rule for a template or pattern, which may be left empty. */
function textTemplate(
  key: 'receiptTemplate' | 'linkTemplate' | 'ticketPattern',
  problemOf: (template: string) => Code | null,
) {
  return rule(key, text, (value) => {
    const template = value.replace(/\r\n?/g, '\n').trim();
    const problem = template ? problemOf(template) : null;
    return problem ? refuse(key, problem) : succeeded(template);
  });
}

function refuse(key: keyof Config, code: Code): Checked<never> {
  return failed([{ key, code }]);
}

function checkDocumented(key: 'authorizationUrl' | 'tokenUrl', value: string, documented: string[]): Checked<string> {
  const url = checkUrl(key, value);
  if (!url.ok || documented.includes(url.value)) return url;
  return failed([{ key, code: 'not-documented', documented }]);
}

function checkUrl(key: keyof Config, value: string): Checked<string> {
  if (!value.trim()) return refuse(key, 'required');
  if (!URL.canParse(value)) return refuse(key, 'not-a-url');
  const url = new URL(value);
  if (url.protocol !== 'https:') return refuse(key, 'not-https');
  // fetch() refuses credentials in a URL, and OAuth a fragment (RFC 6749, sections 3.1 and 3.2).
  if (url.username || url.password || url.hash) return refuse(key, 'not-a-url');
  return succeeded(url.href);
}

/** A scope is visible ASCII without quote and backslash (RFC 6749, section 3.3). */
function isScope(text: string): boolean {
  return /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(text);
}

function checkApps(text: string): Checked<Config['apps']> {
  if (!text.trim()) return succeeded([]);
  const parsed = parseDefinitions(text);
  if (parsed.ok) return parsed;
  return failed(
    parsed.failure.map(
      ({ path, reason, detail = '' }): SettingsFailure =>
        reason === 'not-json'
          ? { key: 'apps', code: 'invalid-json', detail }
          : { key: 'apps', code: 'invalid-definition', path, reason },
    ),
  );
}
