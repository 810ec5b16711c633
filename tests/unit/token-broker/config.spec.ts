import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../examples/token-broker/src/config';

const NOW = Date.UTC(2026, 10, 30, 12);
const KEY = Buffer.alloc(32, 1);
const OTHER_KEY = Buffer.alloc(32, 0xff);
const CHROME = 'https://ffndnpfgiimnphdinneonnmnhcmnbfem.chromiumapp.org/';
const FIREFOX = 'https://0123456789abcdef0123456789abcdef01234567.extensions.allizom.org/';
const SETTINGS = {
  CLIENT_ID: 'client-1',
  CLIENT_SECRET: 'never-shown',
  REDIRECT_URIS: `${CHROME} ${FIREFOX}`,
  SEALING_KEYS: KEY.toString('base64'),
};

const faultsOf = (settings: Record<string, string>) => {
  const read = readConfig({ ...SETTINGS, ...settings }, NOW);
  return 'faults' in read ? read.faults : [];
};

describe('the settings of the token broker', () => {
  it('need a client, redirect URIs and a key; the origins follow from the redirect URIs', () => {
    expect(readConfig(SETTINGS, NOW)).toEqual({
      config: {
        clientId: 'client-1',
        clientSecret: 'never-shown',
        clientSecretIn: 'body',
        redirectUris: new Set([CHROME, FIREFOX]),
        origins: new Set(['chrome-extension://ffndnpfgiimnphdinneonnmnhcmnbfem', 'moz-extension://*']),
        sealingKeys: [Uint8Array.from(KEY)],
        notBefore: 0,
      },
    });
  });

  it('may name origins, several keys of either alphabet, the place of the secret and a time', () => {
    const read = readConfig(
      {
        ...SETTINGS,
        CLIENT_SECRET: ' with a line end\n',
        CLIENT_SECRET_IN: 'header',
        ORIGINS: 'chrome-extension://abc, moz-extension://5f1c-77',
        SEALING_KEYS: `${OTHER_KEY.toString('base64url')}\n${KEY.toString('base64')}\n`,
        NOT_BEFORE: '2026-11-30T12:30+01:00',
      },
      NOW,
    );
    expect(read).toMatchObject({
      config: {
        clientSecret: 'with a line end',
        clientSecretIn: 'header',
        origins: new Set(['chrome-extension://abc', 'moz-extension://5f1c-77']),
        sealingKeys: [Uint8Array.from(OTHER_KEY), Uint8Array.from(KEY)],
        notBefore: Date.UTC(2026, 10, 30, 11, 30),
      },
    });
  });

  it('are all named at once where they are missing', () => {
    expect(readConfig({}, NOW)).toEqual({
      faults: [
        'CLIENT_ID is missing.',
        'CLIENT_SECRET is missing.',
        'REDIRECT_URIS is missing.',
        'SEALING_KEYS is missing.',
      ],
    });
  });

  it.each([
    ['REDIRECT_URIS', CHROME.slice(0, -1), `must be written ${CHROME}, as the extension sends it.`],
    ['REDIRECT_URIS', CHROME.replace('https', 'http'), 'is not an address with https.'],
    ['REDIRECT_URIS', 'ffndnpfgiimnphdinneonnmnhcmnbfem', 'is not an address with https.'],
    ['REDIRECT_URIS', `${CHROME}#here`, 'has a fragment.'],
    ['ORIGINS', 'chrome-extension://abc/', 'is not an origin.'],
    ['ORIGINS', '*', 'is not an origin.'],
    ['SEALING_KEYS', 'not-32-bytes', 'SEALING_KEYS: each is 32 random bytes in Base64'],
    ['SEALING_KEYS', 'ümlaut', 'SEALING_KEYS: each is 32 random bytes in Base64'],
    ['SEALING_KEYS', `${KEY.toString('base64')} ${KEY.toString('base64url')}`, 'SEALING_KEYS: one is there twice.'],
    ['CLIENT_SECRET_IN', 'query', 'CLIENT_SECRET_IN is body or header.'],
    ['NOT_BEFORE', 'yesterday', 'NOT_BEFORE is a time with its zone'],
    ['NOT_BEFORE', '2026-11-30T12:00:00', 'NOT_BEFORE is a time with its zone'],
    ['NOT_BEFORE', '2026-13-45T12:00:00Z', 'NOT_BEFORE is a time with its zone'],
    ['NOT_BEFORE', '2026-11-30T12:00:01Z', 'NOT_BEFORE is in the future.'],
  ])('are refused with a reason: %s %j', (name, value, reason) => {
    expect(faultsOf({ [name]: value })).toEqual([expect.stringContaining(reason)]);
  });

  it('never show a secret in what is said of them', () => {
    const said = faultsOf({ SEALING_KEYS: 'c2VjcmV0', NOT_BEFORE: 'x', ORIGINS: '*' }).join();
    expect(said).not.toMatch(/never-shown|c2VjcmV0/);
  });
});
