import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withoutSecrets } from '../../../../lib/background/orders/without-secrets';
import type { Failure } from '../../../../lib/shared/failure';

const POINTER = '/data/authentication_fields/api_key';
const refused = (detail: string, code = 'invalid', pointer = POINTER): Failure => ({
  code: 'refused',
  status: 400,
  errors: [{ code, detail, pointer }],
});

/** What was typed: secrets, and other values. */
const typed = (secrets: string[], values: Record<string, string> = {}) => ({
  draft: { values },
  secrets: { values: Object.fromEntries(secrets.entries()), editedAt: 1 },
});

const base64 = (text: string) => Buffer.from(text).toString('base64');
const KEY = 'sk/12345+ü"~6';
const PRIVATE_KEY = '-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END KEY-----';

describe("secrets in Zapier's words", () => {
  test.each<[string, string, string, string[], Record<string, string>?]>([
    ['as it is', 'The key sk_12345 is not known.', 'The key ••• is not known.', ['sk_12345 ']],
    ['whole when another is its beginning', 'sk_12345 or sk_123456789?', '••• or •••?', ['sk_12345', 'sk_123456789']],
    ['in JSON', `Not {"key":${JSON.stringify(KEY)}}`, 'Not {"key":"•••"}', [KEY]],
    ['in JSON of ASCII', 'Not "sk/12345+\\u00FC\\"~6"', 'Not "•••"', [KEY]],
    ['in JSON with escaped slashes', 'Not "sk\\/12345+ü\\"~6"', 'Not "•••"', [KEY]],
    ['in a URL', `Asked /me?key=${encodeURIComponent(KEY)}&a=1`, 'Asked /me?key=•••&a=1', [KEY]],
    ['in a URL with small digits', 'Asked ?key=a%2fb%3ac%2fdefgh', 'Asked ?key=•••', ['a/b:c/defgh']],
    ['in a URL of RFC 3986', 'Asked ?key=O%27Neil%28x%29%21%2A', 'Asked ?key=•••', ["O'Neil(x)!*"]],
    ['in HTML', '<b>O&#39;Neil&amp;Sons</b>', '<b>•••</b>', ["O'Neil&Sons"]],
    ['in JSON made safe for HTML', 'Not "O\\u0027Neil\\u0026Sons"', 'Not "•••"', ["O'Neil&Sons"]],
    ['in a form', 'Sent key=two+words+here', 'Sent key=•••', ['two words here']],
    ['in base64', `Sent ${base64('sk_12345')}.`, 'Sent •••.', ['sk_12345']],
    ['in base64 for URLs', `Sent ${Buffer.from('~~~???~~~').toString('base64url')}.`, 'Sent •••.', ['~~~???~~~']],
    ['in basic authorization, as the user', `Basic ${base64('sk_12345:')}`, 'Basic •••6', ['sk_12345']],
    ['with a user before it', `Basic ${base64('maria:a-password')}`, 'Basic bWFyaWE6•••', ['a-password']],
    [
      'with a longer user',
      `Basic ${base64('mar@a.example/token:a-password')}`,
      'Basic bWFyQGEuZXhhbXBsZS90b2tlbj•••',
      ['a-password'],
    ],
    ['short, in basic authorization', `Basic ${base64('maria:abc')}`, 'Basic •••', ['abc'], { username: 'maria' }],
    ['short, with its user', 'Not maria:abc', 'Not •••', ['abc'], { username: 'maria' }],
    ['as one line of several', 'Bad line hkiG9w0BAQEFAASC', 'Bad line •••', [PRIVATE_KEY]],
    ['of several lines, in JSON', `Bad ${JSON.stringify(PRIVATE_KEY)}`, 'Bad "•••"', [PRIVATE_KEY]],
    ['as the value of a pair', 'Bad header tok_98765', 'Bad header •••', ['X-Token: tok_98765']],
  ])('hides a secret %s', (_how, words, shown, secrets, values) => {
    expect(withoutSecrets(refused(words), typed(secrets, values))).toEqual(refused(shown));
  });

  test('hides a secret in an error’s code and pointer too', () => {
    const failure = refused('No.', 'invalid_sk_12345', `${POINTER}/a~1b_12345`);
    expect(withoutSecrets(failure, typed(['sk_12345', 'a/b_12345']))).toEqual(
      refused('No.', 'invalid_•••', `${POINTER}/•••`),
    );
    const unnamed: Failure = { code: 'server-error', status: 500, errors: [{ code: '', detail: '', pointer: null }] };
    expect(withoutSecrets(unnamed, typed(['sk_12345']))).toEqual(unnamed);
  });

  test("keeps Zapier's words unchanged when they repeat no value of eight characters", () => {
    const failure = refused('Field a is missing for maria, $& and all.');
    expect(withoutSecrets(failure, typed(['missing', 'unknown'], { username: 'maria' }))).toEqual(failure);
    expect(withoutSecrets(failure, { draft: { values: {} }, secrets: null })).toEqual(failure);
    expect(withoutSecrets({ code: 'not-sent' }, typed(['sk_12345']))).toEqual({ code: 'not-sent' });
  });

  const LONG_KEY = Array.from({ length: 3000 }, (_, index) => (index * index * 7919).toString(36)).join('');

  test.each<[string, string, string]>([
    ['whole', LONG_KEY.slice(0, 9000), LONG_KEY.slice(0, 9000)],
    ['in part', LONG_KEY, LONG_KEY.slice(64, 64 + 32 * 5)],
    ['in part, in base64', LONG_KEY, base64(LONG_KEY).slice(0, 96)],
    ['cut off', LONG_KEY, LONG_KEY.slice(0, 9990)],
  ])('hides a secret of thousands of characters that is repeated %s', (_how, secret, repeated) => {
    const answer = withoutSecrets(refused(`Not ${repeated}.`), typed([secret]));
    expect(JSON.stringify(answer)).toContain('Not •••');
    expect('errors' in answer && answer.errors[0]?.detail.length).toBeLessThan(45);
  });

  test('bears secrets of any size, and of any number of lines', () => {
    const lines = (count: number, width: number) =>
      LONG_KEY.repeat(3)
        .slice(0, count * width)
        .replace(new RegExp(`.{${width}}`, 'g'), '$&\n');
    for (const secret of [LONG_KEY.repeat(3), lines(400, 64), lines(500, 6), lines(100, 7)])
      expect(withoutSecrets(refused('No such key.'), typed([secret, 'abc'], { username: 'maria' }))).toEqual(
        refused('No such key.'),
      );
  });

  test('hides any secret of eight characters and more, however it is encoded and whatever stands before it', () => {
    const secret = fc.string({ minLength: 8, unit: 'binary' }).filter((text) => text.trim().length >= 8);
    const encode = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => JSON.stringify(text).slice(1, -1),
      (text) => encodeURIComponent(text),
      (text) => new URLSearchParams({ a: text }).toString().slice(2),
    );
    fc.assert(
      fc.property(secret, fc.string(), encode, (value, before, encoded) => {
        const sent = encoded(value.trim());
        fc.pre(!'•••'.includes(value.trim()));
        const words = JSON.stringify(withoutSecrets(refused(`${before} ${sent} `), typed([value])));
        expect(words.includes(JSON.stringify(` ${sent} `).slice(1, -1))).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('leaves no base64 from which a secret can be read, whatever stands beside it', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, fc.string({ minLength: 8, unit: 'binary' }), text, (user, value, after) => {
        fc.pre(value.trim().length >= 8);
        const answer = withoutSecrets(refused(base64(`${user}:${value.trim()}${after}`)), typed([value]));
        const shown = 'errors' in answer ? (answer.errors[0]?.detail ?? '') : '';
        expect(shown).toContain('•••');
      }),
      { numRuns: 300 },
    );
  });
});
