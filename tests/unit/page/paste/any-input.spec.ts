import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conceptOf, wordsOf } from '../../../../lib/page/paste/names';
import { holdsKeyFile, recognise } from '../../../../lib/page/paste/recognise';
import { isWorth } from '../../../../lib/page/paste/worth';
import type { AuthField } from '../../../../lib/shared/definitions/definition';
import { runs } from './runs';

const FIELDS: AuthField[] = [
  { key: 'api_key', label: 'API key' },
  { key: 'subdomain', inputFormat: 'https://{{input}}.example.com' },
  { key: 'username' },
  { key: 'password', type: 'password' },
  { key: 'region', choices: ['eu', 'us'] },
  { key: '__proto__' },
  { key: 'toString', type: 'integer' },
];
const TARGETS = FIELDS.map((field) => ({ id: field.key, field }));
const RULES = { partOf: () => null, suits: () => true };

/** Pieces of typical pasted texts, to be combined at random. */
const piece = fc.constantFrom(
  ...[
    'curl ',
    '-H ',
    "'",
    '"',
    '\\',
    '\n',
    '\r\n',
    ' ',
    '\t',
    ':',
    '=',
    ' – ',
    '|',
    '> ',
    '{',
    '}',
    '[',
    ']',
    ',',
    '#',
  ],
  ...[
    '-u ',
    '-d ',
    'https://a:b@c.example/?x=1',
    'API key',
    'password',
    'user',
    '-----BEGIN X-----',
    '-----END X-----',
  ],
  ...[
    '"key":',
    '"value":',
    '1',
    'true',
    'null',
    '\u200B',
    '**',
    '%',
    '$',
    '&',
    '+',
    'Basic YTpi',
    'Authorization',
    '__proto__',
  ],
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
  fc.json(),
);

describe('any pasted text', () => {
  it('fills only existing fields, each at most once and never with an empty value', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (pasted, addsRows) => {
        const { fields, leftOver } = recognise(pasted, TARGETS, RULES, addsRows);
        const ids = fields.flatMap(({ id }) => (id === null ? [] : [id]));
        return (
          new Set(ids).size === ids.length &&
          ids.every((id) => TARGETS.some((target) => target.id === id)) &&
          fields.every(({ value, id }) => value !== '' && (id !== null || addsRows)) &&
          new Set(leftOver).size === leftOver.length &&
          typeof holdsKeyFile(pasted) === 'boolean'
        );
      }),
      runs(10_000),
    );
  }, 60_000);

  it('finds username and password in every notation exactly as they are, or not at all', () => {
    const value = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9_+/=.:@#-]{0,30}[A-Za-z0-9])?$/);
    const notation = fc.constantFrom<(name: string, value: string) => string>(
      (name, of) => `${name}=${of}`,
      (name, of) => `${name}: ${of}`,
      (name, of) => `> ${name} – ${of}`,
      (name, of) => `export ${name}="${of}"`,
      (name, of) => `${name}\t${of}`,
    );
    fc.assert(
      fc.property(value, value, notation, (user, password, write) => {
        const lines = `${write('username', user)}\n${write('password', password)}`;
        const { fields } = recognise(lines, TARGETS, RULES, false);
        // A placeholder is no value, a value that is a name makes a table's direction unclear, and a time is a chat's.
        const isClear = [user, password].every(
          (of) => isWorth(of) && conceptOf(wordsOf(of)) === null && !/^\d?\d:\d\d/.test(of),
        );
        const found = new Map(fields.map((field) => [field.id, field.value]));
        for (const [id, of] of [['username', user] as const, ['password', password] as const])
          expect([of, ...(isClear ? [] : [undefined])]).toContain(found.get(id));
      }),
      runs(10_000),
    );
  }, 60_000);
});

describe('the longest pasted text that is looked into', () => {
  const LENGTH = 65_000;
  const fill = (part: string) => part.repeat(Math.ceil(LENGTH / part.length));
  it.each([
    ['one letter', fill('a')],
    ['spaces', fill(' ')],
    ['lines of spaces', fill(`${' '.repeat(99)}\n`)],
    ['lines with trailing spaces', fill(`a${' '.repeat(98)}\n`)],
    ['newlines', fill('\n')],
    ['pairs', fill('name: value\n')],
    ['headings', fill('password:\n')],
    ['open quotes', fill('a="\n')],
    ['quotes', fill('"')],
    ['two kinds of quotes', fill('"\'')],
    ['brackets', fill('[')],
    ['braces', fill('{\n')],
    ['closing braces', fill('}')],
    ['nested JSON', `${'['.repeat(LENGTH / 2)}${']'.repeat(LENGTH / 2)}`],
    ['JSON of many pairs', `{${Array.from({ length: 3500 }, (_, at) => `"key${at}":"value"`).join(',')}}`],
    ['key files', fill('-----BEGIN X-----\n')],
    ['a command full of quotes', `curl ${fill("''")}`],
    ['a command full of $-quotes', `curl ${fill("$'a'")}`],
    ['a command full of headers', `curl ${fill("-H 'token: a' ")}`],
    ['commands', fill('curl \n')],
    ['form data', `curl -d '${fill('a=b&')}'`],
    ['a URL', `curl https://a.example/?${fill('a=b&')}`],
    ['reply marks', fill('>')],
    ['reply marks with spaces', fill(' >')],
    ['joiners', fill('\u200D')],
    ['joiners between letters', `x: ${fill('é\u200D\u200D')}`],
    ['dots', `x: ${fill('.')}`],
    ['an e-mail address', `x: a@${fill('a.')}`],
    ['dashes', fill(' - ')],
    ['stars', fill('*')],
  ])('reads 64 KB within a quarter of a second: %s', (_, long) => {
    const start = process.cpuUsage();
    recognise(long, TARGETS, RULES, true);
    holdsKeyFile(long);
    const { user, system } = process.cpuUsage(start);
    // CPU time of this process in microseconds, since the machine may be busy. A quadratic algorithm takes seconds.
    expect(user + system).toBeLessThan(250_000);
  });
});
