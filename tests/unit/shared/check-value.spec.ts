import { describe, expect, it } from 'vitest';
import { checkValue } from '../../../lib/shared/check-value';
import { CONFIG_KEYS, type Config, DEFAULT_CONFIG, type SettingsFailure } from '../../../lib/shared/config';

describe('usable values', () => {
  const cases: [keyof Config, unknown, unknown][] = [
    ['clientId', '  aB3-x_9 ', 'aB3-x_9'],
    ['authorizationUrl', 'https://zapier.com/oauth/authorize/', 'https://zapier.com/oauth/authorize/'],
    ['authorizationUrl', ' HTTPS://API.Zapier.com/v2/authorize ', 'https://api.zapier.com/v2/authorize'],
    ['tokenUrl', 'https://zapier.com/oauth/token', 'https://zapier.com/oauth/token'],
    ['tokenUrl', 'https://zapier.com:443/oauth/token/', 'https://zapier.com/oauth/token/'],
    ['clientAuthentication', 'broker', 'broker'],
    ['tokenBrokerUrl', 'https://tokens.example.com/zapier?team=7', 'https://tokens.example.com/zapier?team=7'],
    ['scopes', ' profile\n  zap ', 'profile zap'],
    ['staySignedIn', true, true],
    ['staySignedIn', 'true', true],
    ['staySignedIn', 'false', false],
    ['nameTemplate', ' {app} ', '{app}'],
    ['receiptTemplate', ' Made: {id}\r\nTicket: {ticket}\r\n', 'Made: {id}\nTicket: {ticket}'],
    // The usual one.
    ['receiptTemplate', ' ', ''],
    ['linkTemplate', ' Open:\r\n{link}\r\n', 'Open:\n{link}'],
    ['linkTemplate', ' ', ''],
    ['ticketPattern', ' SUP-\\d+ ', 'SUP-\\d+'],
    ['ticketPattern', '', ''],
    ['apps', ' \n', []],
    ['requestsPerMinute', 6, 6],
    ['requestsPerMinute', 600, 600],
    ['requestsPerMinute', ' 60 ', 60],
  ];
  it.each(cases)('accepts %s %j as %j', (key, value, taken) => {
    expect(checkValue(key, value)).toEqual({ ok: true, value: taken });
  });
});

describe('unusable values', () => {
  const cases: [keyof Config, unknown, SettingsFailure['code']][] = [
    ['clientId', ' ', 'required'],
    ['clientId', 'two words', 'has-spaces'],
    ['clientId', 7, 'not-allowed'],
    ['authorizationUrl', '', 'required'],
    ['authorizationUrl', 'api.zapier.com/v2/authorize', 'not-a-url'],
    ['authorizationUrl', 'http://zapier.com/', 'not-https'],
    ['authorizationUrl', 'javascript:alert(1)', 'not-https'],
    ['authorizationUrl', 'https://zapier.com.example.com/', 'not-documented'],
    ['authorizationUrl', 'https://notzapier.com/v2/authorize', 'not-documented'],
    ['authorizationUrl', 'https://zapier.com/oauth/token/', 'not-documented'],
    ['authorizationUrl', 'https://api.zapier.com/v2/authorize?redirect_uri=https://evil.example/', 'not-documented'],
    ['authorizationUrl', 'https://zapier.com/v2/authorize', 'not-documented'],
    ['authorizationUrl', 'https://api.zapier.com:8443/v2/authorize', 'not-documented'],
    ['tokenUrl', 'https://zapier.com@example.com/', 'not-a-url'],
    ['tokenUrl', 'https://zapier.com/#token', 'not-a-url'],
    ['tokenUrl', 'https://example.com/\\@zapier.com', 'not-documented'],
    ['tokenUrl', 'https://hooks.zapier.com/hooks/catch/666/evil/', 'not-documented'],
    ['tokenUrl', 'https://auth.eu.zapier.com/oauth/token/', 'not-documented'],
    ['tokenUrl', 'https://zapier.com:8443/oauth/token/', 'not-documented'],
    ['tokenUrl', 'https://zapier.com/oauth/token/?to=me', 'not-documented'],
    ['tokenUrl', 'https://zapier.com/oauth/tokens/', 'not-documented'],
    ['tokenBrokerUrl', '', 'required'],
    ['tokenBrokerUrl', 'http://tokens.example.com/', 'not-https'],
    ['clientAuthentication', 'basic', 'not-allowed'],
    ['scopes', '  ', 'required'],
    ['scopes', 'profile "zap"', 'not-a-scope'],
    ['staySignedIn', 'yes', 'not-allowed'],
    ['nameTemplate', '', 'required'],
    ['nameTemplate', 'Connection', 'no-placeholder'],
    ['nameTemplate', '{app} – {costumer}', 'unknown-placeholder'],
    ['receiptTemplate', 'Connected', 'no-placeholder'],
    ['receiptTemplate', 'Ticket: {ticket}', 'no-placeholder'],
    ['receiptTemplate', 'Made: {id}\nBy: {account}', 'unknown-placeholder'],
    ['linkTemplate', 'Connect {app} as {email}', 'no-placeholder'],
    ['linkTemplate', '{link} {account}', 'unknown-placeholder'],
    ['ticketPattern', 'SUP-(', 'not-a-pattern'],
    ['ticketPattern', '\\d*', 'not-a-pattern'],
    ['apps', '{', 'invalid-json'],
    ['apps', '{}', 'invalid-definition'],
    ['apps', [], 'not-allowed'],
    ...[5, 601, 7.5, -60, '', '5', '6e1', '0x10', '60/min', '٦٠'].map(
      (value): [keyof Config, unknown, SettingsFailure['code']] => ['requestsPerMinute', value, 'not-a-rate'],
    ),
    ['requestsPerMinute', true, 'not-allowed'],
  ];
  it.each(cases)('refuses %s %j: %s', (key, value, code) => {
    expect(checkValue(key, value)).toMatchObject({
      ok: false,
      failure: expect.arrayContaining([expect.objectContaining({ key, code })]),
    });
  });
});

it('gives every configuration key a place in the order', () => {
  expect(new Set(CONFIG_KEYS)).toEqual(new Set(Object.keys(DEFAULT_CONFIG)));
});

it.each(['authorizationUrl', 'tokenUrl', 'scopes', 'nameTemplate'] as const)('accepts the default %s', (key) => {
  expect(checkValue(key, DEFAULT_CONFIG[key])).toEqual({ ok: true, value: DEFAULT_CONFIG[key] });
});
