// biome-ignore-all lint/suspicious/noTemplateCurlyInString: The texts hold shells' variables.
import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { recognise } from '../../../../lib/page/paste/recognise';
import type { AuthField } from '../../../../lib/shared/definitions/definition';
import { IS_SEARCH, runs } from './runs';

// Node has none.
Object.assign(globalThis, { DOMParser });

const FIELDS: AuthField[] = [
  { key: 'username', label: 'Username' },
  { key: 'password', label: 'Password', type: 'password' },
];
const TARGETS = FIELDS.map((field) => ({ id: field.key, field }));
const RULES = { partOf: () => null, suits: () => true };

const RUNS = runs(200);

const base64 = (text: string) => Buffer.from(text).toString('base64');
const xml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const single = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const double = (text: string) => `"${text.replace(/[\\"$`]/g, '\\$&')}"`;
const dollar = (text: string) =>
  `$'${text.replace(/[\\'!]|[^ -~]/g, (one) => (one.length === 1 && one > '~' ? `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}` : one === '!' ? '\\u0021' : `\\${one}`))}'`;
/** As Chrome's *Copy as cURL (cmd)* writes. */
const cmd = (text: string) =>
  `^"${text
    .replace(/\\/g, '\\\\')
    .replace(/"/g, '\\"')
    .replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/g, '^$&')
    .replace(/%(?=[a-zA-Z0-9_])/g, '%^')}^"`;
const powershell = (text: string) => `"${text.replace(/[`"$]/g, '`$&')}"`;
const script = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);

type Write = (user: string, password: string) => string | null;
/** Values that a format without a way to escape cannot hold. */
const without =
  (signs: RegExp, write: Write): Write =>
  (username, password) =>
    signs.test(username) || signs.test(password) ? null : write(username, password);

/** How each format writes a user name and a password, whatever is in them; null if it cannot. */
const FORMATS: Record<string, Write> = {
  JSON: (username, password) => JSON.stringify({ username, password }),
  'JSON, indented': (username, password) => JSON.stringify({ login: { username, password } }, null, 2),
  'JSON lines': (username, password) => `${JSON.stringify({ username })}\n${JSON.stringify({ password })}`,
  // The only notation in which // begins a comment for most people, but not by its rules.
  YAML: without(/\s\/\//, (username, password) => stringify({ username, password })),
  'nested YAML': without(/\s\/\//, (username, password) => stringify({ desk: { login: { username, password } } })),
  'a Kubernetes secret': (username, password) =>
    stringify({ apiVersion: 'v1', kind: 'Secret', data: { username: base64(username), password: base64(password) } }),
  CSV: (username, password) => Papa.unparse([{ name: 'Desk', username, password, note: '' }]),
  'a copied spreadsheet, across': (username, password) =>
    Papa.unparse([{ Username: username, Password: password, Note: 'x' }], { delimiter: '\t' }),
  'a copied spreadsheet, down': (username, password) =>
    Papa.unparse(
      [
        ['Username', username],
        ['Password', password],
      ],
      { delimiter: '\t' },
    ),
  'a Markdown table': without(
    /[`*\\]/,
    (username, password) =>
      `| Field | Value |\n|---|---|\n| Username | ${username.replaceAll('|', '\\|')} |\n| Password | ${password.replaceAll('|', '\\|')} |`,
  ),
  'XML elements': (username, password) =>
    `<login><username>${xml(username)}</username><password>${xml(password)}</password></login>`,
  'export, single quotes': (username, password) =>
    `export DESK_USER=${single(username)}\nexport DESK_PASSWORD=${single(password)}`,
  'export, double quotes': (username, password) =>
    `export DESK_USER=${double(username)};\nexport DESK_PASSWORD=${double(password)};`,
  'export, $-quotes': (username, password) => `export DESK_USER=${dollar(username)} DESK_PASSWORD=${dollar(password)}`,
  fish: (username, password) => `set -x DESK_USER ${double(username)}\nset -x DESK_PASSWORD ${double(password)}`,
  'PowerShell variables': (username, password) =>
    `$env:DESK_USER = '${username.replaceAll("'", "''")}'\n$env:DESK_PASSWORD = '${password.replaceAll("'", "''")}'`,
  'PowerShell headers': (username, password) =>
    `Invoke-RestMethod -Uri "https://x.example" -Headers @{\n"username"=${powershell(username)}\n"password"=${powershell(password)}\n}`,
  set: (username, password) => `set "DESK_USER=${username}"\r\nset "DESK_PASSWORD=${password}"`,
  '.env': without(/\s(?:#|\/\/)|^["'`]|;$/, (username, password) => `DESK_USER=${username}\nDESK_PASSWORD=${password}`),
  '.env, quotes': without(/["\\]/, (username, password) => `DESK_USER="${username}"\nDESK_PASSWORD="${password}"`),
  properties: without(
    /\s(?:#|\/\/)|^["'`]|;$/,
    (username, password) => `db.user = ${username}\ndb.password = ${password}`,
  ),
  'curl -u': (username, password) => `curl https://x.example -u ${single(`${username}:${password}`)}`,
  'curl -u in double quotes': (username, password) => `curl -u ${double(`${username}:${password}`)} https://x.example`,
  'curl -H in $-quotes': (username, password) =>
    `curl 'https://x.example' \\\n  -H ${dollar(`username: ${username}`)} \\\n  -H ${dollar(`password: ${password}`)}`,
  'curl -d': (username, password) =>
    `curl https://x.example -d ${single(`username=${encoded(username)}&password=${encoded(password)}`)}`,
  'curl --data-urlencode': (username, password) =>
    `curl https://x.example --data-urlencode ${single(`username=${username}`)} --data-urlencode ${single(`password=${password}`)}`,
  'curl --json': (username, password) =>
    `curl --json ${single(JSON.stringify({ username, password }))} https://x.example`,
  'curl for cmd': (username, password) =>
    `curl ^"https://x.example^" ^\r\n  --data-raw ${cmd(JSON.stringify({ username, password }))}`,
  'a JavaScript object': (username, password) =>
    `const login = {\n  username: ${script(username)},\n  password: ${script(password)},\n};`,
  'JavaScript fetch': (username, password) =>
    `fetch("https://x.example", {\n  "body": ${JSON.stringify(JSON.stringify({ username, password }))},\n  "method": "POST"\n});`,
  'Python constants': (username, password) =>
    `USERNAME = ${JSON.stringify(username)}\nPASSWORD = ${JSON.stringify(password)}`,
  'Python requests': (username, password) =>
    `requests.get('https://x.example', auth=(${script(username)}, ${script(password)}))`,
  'a Basic header': (username, password) => `Authorization: Basic ${base64(`${username}:${password}`)}`,
  'a connection URL': (username, password) =>
    `postgres://${encoded(username)}:${encoded(password)}@db.example:5432/crm`,
  'a connection string': (username, password) =>
    `Server=db.example;Database=crm;User Id="${username.replaceAll('"', '""')}";Password="${password.replaceAll('"', '""')}"`,
  'a message': (username, password) => `Hi,\n\nUsername: ${username}\nPassword: ${password}\n\nBest`,
  'a message in one line': (username, password) => `Username: ${username} / Password: ${password}`,
  'value on the next line': without(/^> /, (username, password) => `Username:\n${username}\n\nPassword:\n${password}`),
  'quotes in a message': (username, password) => `Username: "${username}"\nPassword: "${password}"`,
};

const SIGNS = ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const sign = fc.constantFrom(
  ...SIGNS,
  ...SIGNS,
  ...'abcXYZ0123456789',
  'é',
  '日',
  '😀',
  ' #',
  ': ',
  '\\n',
  '\\u0021',
  '${A}',
  '//',
  '%41',
);
const value = fc
  .array(sign, { minLength: 1, maxLength: 14 })
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() === text);

describe('a value written into a format', () => {
  it.each(Object.entries(FORMATS))('comes back exact or not at all: %s', (name, write) => {
    let filled = 0;
    fc.assert(
      fc.property(value, value, (user, password) => {
        // A user name before a colon holds none.
        const username = user.replaceAll(':', '') || 'u';
        if (username.trim() !== username) return;
        const text = write(username, password);
        if (text === null) return;
        const { fields } = recognise(text, TARGETS, RULES, false);
        for (const { id, value: found, removed, isDecoded: _ } of fields) {
          // What was taken away is shown, and only here it was not a part of the value.
          if (found === null || removed.some((one) => one !== 'quotes' || name !== 'quotes in a message')) continue;
          filled++;
          expect(found, text).toBe(id === 'username' ? username : password);
        }
      }),
      RUNS,
    );
    const share = filled / (2 * RUNS.numRuns);
    if (IS_SEARCH) console.log(name.padEnd(32), share.toFixed(2));
    // Else the test would say nothing.
    expect(share).toBeGreaterThan(0.25);
  });
});
