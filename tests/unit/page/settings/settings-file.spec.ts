import { describe, expect, it } from 'vitest';
import { readSettingsFile, settingsFile } from '../../../../lib/page/settings/settings-file';
import { asTyped, DEFAULT_CONFIG, type SettingsInput } from '../../../../lib/shared/config';

const APPS =
  '[{ "app": "3f0c1a52-8f5e-4b7c-9a55-0d6f2f1f8a11", "title": "A", "authentication": { "type": "custom" } }]';
const VALUES: SettingsInput = { ...asTyped(DEFAULT_CONFIG, APPS), clientId: 'client', staySignedIn: true };
const file = (settings: unknown, changes: object = {}) =>
  JSON.stringify({ format: 'quick-connect-settings', version: 1, settings, ...changes });

describe('a file of settings', () => {
  it('holds every setting, and gives it back', () => {
    const { tokenBrokerUrl: _unused, ...values } = VALUES;
    expect(readSettingsFile(settingsFile(VALUES))).toEqual({ ok: true, value: { values, ignored: [] } });
  });

  it('may have numbers and truth values of either kind, and settings missing', () => {
    expect(readSettingsFile(`\uFEFF${file({ requestsPerMinute: 30, staySignedIn: 'true' })}`)).toEqual({
      ok: true,
      value: { values: { requestsPerMinute: '30', staySignedIn: true }, ignored: [] },
    });
  });

  it('never brings a client secret, a policy’s switch, or a name that nobody knows', () => {
    expect(readSettingsFile(file({ clientId: 'a', clientSecret: 's', allowDelete: false, x: 1 }))).toEqual({
      ok: true,
      value: { values: { clientId: 'a' }, ignored: ['clientSecret', 'allowDelete', 'x'] },
    });
  });

  it.each<[string, string, object]>([
    ['text that is no JSON', 'clientId: a', { code: 'not-json' }],
    ['nothing', '', { code: 'not-json' }],
    ['another kind of file', '{"clientId":"a"}', { code: 'not-settings' }],
    ['a list', '[]', { code: 'not-settings' }],
    ['null', 'null', { code: 'not-settings' }],
    ['settings that are a list', file([1]), { code: 'not-settings' }],
    ['a later version', file({}, { version: 2 }), { code: 'newer' }],
    ['a version that is no number', file({}, { version: '1' }), { code: 'not-settings' }],
    [
      'a name that reaches a prototype',
      file({}).replace('{}', '{"__proto__":{"clientId":"a"}}'),
      { code: 'structure', path: 'settings.__proto__', reason: 'reserved-key' },
    ],
    [
      'a name twice',
      file({}).replace('{}', '{"clientId":"a","clientId":"b"}'),
      { code: 'structure', path: 'settings.clientId', reason: 'duplicate' },
    ],
    [
      'nesting that is too deep',
      file({}).replace('{}', `${'['.repeat(5000)}${']'.repeat(5000)}`),
      { code: 'structure', reason: 'too-deep' },
    ],
    [
      'values of another kind',
      file({ clientId: 5, apps: [], staySignedIn: 'yes' }),
      {
        code: 'unusable',
        failures: [
          { key: 'clientId', code: 'not-allowed' },
          { key: 'staySignedIn', code: 'not-allowed' },
          { key: 'apps', code: 'not-allowed' },
        ],
      },
    ],
    [
      'one value that cannot be used among others',
      file({ clientId: 'a', tokenUrl: 'https://evil.example/' }),
      { code: 'unusable', failures: [{ key: 'tokenUrl', code: 'not-documented' }] },
    ],
  ])('is refused as a whole when it holds %s', (_what, text, failure) => {
    expect(readSettingsFile(text)).toMatchObject({ ok: false, failure });
    expect(({} as { clientId?: string }).clientId).toBeUndefined();
  });
});
