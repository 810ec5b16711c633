import { describe, expect, it } from 'vitest';
import { recognise } from '../../../../lib/page/paste/recognise';
import type { FieldRules } from '../../../../lib/page/paste/target';
import type { AuthField } from '../../../../lib/shared/definitions/definition';

/** Simplified versions of the form's rules for fields. */
const rules: FieldRules = {
  partOf,
  suits: ({ type }, value) => type !== 'integer' || /^\d+$/.test(value),
};

function partOf({ inputFormat }: AuthField, value: string): string | null {
  const [prefix = '', suffix = ''] = inputFormat?.split('{{input}}') ?? [];
  const end = value.indexOf(suffix, prefix.length);
  return value.startsWith(prefix) && end > 0 ? value.slice(prefix.length, end) : null;
}

const API_KEY: AuthField = { key: 'api_key', label: 'API key' };
const SUBDOMAIN: AuthField = {
  key: 'subdomain',
  label: 'Subdomain',
  inputFormat: 'https://{{input}}.deskwell.example',
  isNoSecret: true,
};
const USERNAME: AuthField = { key: 'username', label: 'Username' };
const PASSWORD: AuthField = { key: 'password', label: 'Password', type: 'password' };

function found(text: string, ...fields: AuthField[]) {
  const { fields: filled, leftOver } = recognise(
    text,
    fields.map((field) => ({ id: field.key, field })),
    rules,
    false,
  );
  return { ...Object.fromEntries(filled.map(({ id, value }) => [id, value])), leftOver };
}

/** The value of a field that a text has something for, and all its readings. */
function readings(text: string, field: AuthField) {
  const [only] = recognise(text, [{ id: 'f', field }], rules, false).fields;
  return [only?.value, only?.readings];
}

function rows(text: string) {
  const { fields, leftOver } = recognise(text, [], rules, true);
  return { ...Object.fromEntries(fields.map(({ name, value }) => [name, value])), leftOver };
}

it.each([
  ['12345678901234567890', '1.10'],
  ['9007199254740993', '1e400'],
  ['42', '-0'],
])('takes the JSON numbers %s and %s as they are written', (id, version) => {
  const text = `{"account_id": ${id}, "note": "a \\" 9007199254740993", "version": ${version}}`;
  expect(found(text, { key: 'account_id' }, { key: 'version' })).toMatchObject({ account_id: id, version });
});

describe('pairs of name and value', () => {
  it.each([
    ['a .env file', 'HUBSPOT_API_KEY=abc123\nSUBDOMAIN=acme'],
    ['a .env file with comments and quotes', '# HubSpot\nexport API_KEY="abc123" # live\n\nSUBDOMAIN=\'acme\''],
    ['a .env file from Windows', 'API_KEY=abc123\r\nSUBDOMAIN=acme\r\n'],
    ['PowerShell', '$env:API_KEY = "abc123"\n$env:SUBDOMAIN = "acme"'],
    ['lines of "key: value"', 'API key: abc123\nSubdomain: acme'],
    ['YAML', 'hubspot:\n  api-key: abc123\n  subdomain: "acme"'],
    ['JSON', '{"apiKey": "abc123", "subdomain": "acme"}'],
    ['nested JSON', '{"auth": {"credentials": [{"api_key": "abc123"}]}, "account": {"subdomain": "acme"}}'],
    ['JSON that lists its pairs', '[{"key": "api_key", "value": "abc123"}, {"name": "subdomain", "value": "acme"}]'],
    ['JSON inside a text', 'Here it is:\n\n```json\n{\n "api_key": "abc123",\n "subdomain": "acme"\n}\n```\nBye'],
    ['a JavaScript object', "{\n  apiKey: 'abc123',\n  subdomain: 'acme',\n}"],
    ['a table of two columns', 'API key\tabc123\nSubdomain\tacme'],
    ['a Markdown table', '| Name | Value |\n| --- | --- |\n| API key | abc123 |\n| Subdomain | acme |'],
    ['an e-mail', 'Hi,\n\nhere you are.\n\nAPI key – abc123\nSubdomain — acme\n\nBest, Maria'],
    ['text with names on lines of their own', 'API key:\nabc123\n\nSubdomain\nacme'],
    ['a quoted e-mail', 'On Monday, Maria wrote:\n> API key: abc123\n> > Subdomain:\n> > acme'],
    ['a bulleted list with emphasis', '* **API key:** abc123\n- **Subdomain**: acme'],
    ['numbered lines', '1. API key = abc123\n2) Subdomain => acme'],
    ['text with an address beside a name', 'Token: abc123\nYour site: https://acme.deskwell.example/login'],
    ['text with a lone address', 'Log in at\nhttps://acme.deskwell.example/login\nwith the key:\nKey: abc123'],
    ['a curl command', "curl -X POST https://acme.deskwell.example/v2/tickets \\\n  -H 'Authorization: Bearer abc123'"],
    ['curl in one line', 'curl -H "X-API-Key: abc123" "https://acme.deskwell.example/v2?subdomain=acme"'],
    ['curl for Windows', 'curl.exe ^\r\n -H "Authorization: Bearer abc123" ^\r\n https://acme.deskwell.example/v2'],
    ['curl with a query', 'curl "https://api.example/v1?api_key=abc123&subdomain=acme"'],
    ['curl with form data', "curl https://api.example -d api_key=abc123 --data-urlencode 'subdomain=acme'"],
    ['curl with a form', 'curl https://api.example -F api_key=abc123 --form subdomain=acme'],
    ['curl with JSON', `curl https://api.example --json '{"api_key": "abc123", "subdomain": "acme"}'`],
    ['curl with a key as the username', 'curl https://acme.deskwell.example/v1 -u abc123:'],
  ])('finds pairs in %s', (_, text) => {
    expect(found(text, API_KEY, SUBDOMAIN)).toMatchObject({ api_key: 'abc123', subdomain: 'acme' });
  });

  it.each([
    ['curl -u', 'curl https://api.example -u maria:se:cret'],
    ['curl -u without a space', 'curl -sS -umaria:se:cret https://api.example'],
    ['a Basic header of curl', `curl https://api.example -H "Authorization: Basic ${btoa('maria:se:cret')}"`],
    ['a Basic header in a text', `GET / HTTP/1.1\nHost: api.example\nAuthorization: Basic ${btoa('maria:se:cret')}`],
    ['a URL', 'curl https://maria:se%3Acret@api.example/v1'],
    ['curl with bash quoting', "curl https://api.example --user $'maria:se\\u003acret'".replace('\\u003a', ':')],
  ])('finds username and password in %s', (_, text) => {
    expect(found(text, USERNAME, PASSWORD)).toMatchObject({ username: 'maria', password: 'se:cret' });
  });

  it('keeps values of several lines whole', () => {
    const field: AuthField = { key: 'private_key', label: 'Private key', type: 'text' };
    const pem = '-----BEGIN PRIVATE KEY-----\nMIIE=\nabc=\n-----END PRIVATE KEY-----';
    for (const text of [`user=maria\nPRIVATE_KEY="${pem}"`, `Private key:\n${pem}\nUser: maria`])
      expect(found(text, USERNAME, field)).toMatchObject({ username: 'maria', private_key: pem });
    expect(found(`PRIVATE_KEY="${pem.replaceAll('\n', '\\n')}"\nuser=maria`, field)).toMatchObject({
      private_key: pem,
    });
  });

  it('finds no pairs in prose, addresses with a port, base64 or times', () => {
    const text = 'Hi Maria!\nSee you at 10:30.\nMIIEpA==\n=====\nhttps://acme.example:8080/\nThanks';
    expect(found(text, API_KEY, USERNAME, PASSWORD)).toEqual({ leftOver: expect.any(Array) });
    expect(rows(text)).toEqual({ leftOver: expect.any(Array) });
  });

  it('does not cut a value at characters that separate elsewhere', () => {
    expect(found('Username: a - b = c: d\nPassword=x#y: z', USERNAME, PASSWORD)).toMatchObject({
      username: 'a - b = c: d',
      password: 'x#y: z',
    });
  });
});

describe('the field that a pair fills', () => {
  it.each([
    ['token', 'API key'],
    ['HUBSPOT_TOKEN', 'API key'],
    ['Access Key', 'API token'],
    ['Personal access token', 'Token'],
    ['API-Schlüssel', 'API Schlussel'],
    ['ＡＰＩ　ｋｅｙ', 'API key'],
    ['user', 'Username'],
    ['login', 'User name'],
    ['pwd', 'Password'],
    ['site', 'Domain'],
    ['Base URL', 'Host'],
    ['API_KEY_PROD', 'API key'],
    ['API key', 'Deskwell API key'],
    ['dc', 'Region'],
  ])('matches the name %s to the field %s', (name, label) => {
    expect(found(`${name}: abc`, { key: 'field_1', label })).toEqual({ field_1: 'abc', leftOver: [] });
  });

  it.each([
    ['refresh_token', 'Access token'],
    ['API key ID', 'API key'],
    ['token_url', 'Token'],
    ['Name', 'User name'],
    ['webhook secret', 'Client secret'],
    ['public_key', 'API key'],
    ['Content-Type', 'Type'],
    ['user agent', 'User'],
    ['expires', 'API key'],
  ])('does not match the name %s to the field %s', (name, label) => {
    expect(found(`${name}: abc`, { key: 'field_1', label })).toEqual({ leftOver: [name] });
  });

  it('prefers an equal name to a similar one, whatever the order', () => {
    const id: AuthField = { key: 'access_key_id', label: 'Access key ID' };
    const secret: AuthField = { key: 'secret_access_key', label: 'Secret access key' };
    expect(found('AWS_SECRET_ACCESS_KEY=b\nAWS_ACCESS_KEY_ID=a', id, secret)).toEqual({
      access_key_id: 'a',
      secret_access_key: 'b',
      leftOver: [],
    });
    expect(found('HUBSPOT_TOKEN=1\nAPI_KEY=2', API_KEY)).toEqual({ api_key: '2', leftOver: ['HUBSPOT_TOKEN'] });
    const both = [API_KEY, { key: 'api_secret', label: 'API secret' }];
    expect(found('secret: s\nkey: k', ...both)).toEqual({ api_key: 'k', api_secret: 's', leftOver: [] });
    expect(found('login: m\nemail: m@acme.example', { key: 'email' }, { key: 'login' })).toEqual({
      email: 'm@acme.example',
      login: 'm',
      leftOver: [],
    });
  });

  it('fills no field when two pairs or two fields match equally well', () => {
    expect(readings('A_TOKEN=1\nB_TOKEN=2', API_KEY)).toEqual([null, ['1', '2']]);
    expect(found('TOKEN=1\nTOKEN=1', API_KEY)).toEqual({ api_key: '1', leftOver: [] });
    expect(found('key: 1', API_KEY, { key: 'auth_key' })).toEqual({ leftOver: ['key'] });
  });

  it('fills a field only with a value that it can take', () => {
    const region: AuthField = { key: 'region', choices: { eu: 'European Union', us: 'United States' } };
    expect(found('region: European union', region)).toMatchObject({ region: 'eu' });
    expect(found('region: EU', region)).toMatchObject({ region: 'eu' });
    expect(found('region: mars', region)).toEqual({ leftOver: ['region'] });
    const [flag, port]: AuthField[] = [
      { key: 'sandbox', type: 'boolean' },
      { key: 'port', type: 'integer' },
    ];
    expect(found('sandbox: Yes\nport: 993', flag ?? API_KEY, port ?? API_KEY)).toMatchObject({
      sandbox: 'true',
      port: '993',
    });
    expect(found('sandbox: maybe\nport: imap', flag ?? API_KEY, port ?? API_KEY)).toEqual({
      leftOver: ['sandbox', 'port'],
    });
    expect(found('User: Maria Chen', { key: 'email' })).toEqual({ leftOver: ['User'] });
    expect(found('Token: see the attached file', API_KEY)).toEqual({ leftOver: ['Token'] });
    expect(found('Subdomain: https://acme.elsewhere.example', SUBDOMAIN)).toEqual({ leftOver: ['Subdomain'] });
  });

  it('fills a field for a whole address only from an address that has a name', () => {
    const domain: AuthField = { key: 'domain', label: 'Domain' };
    expect(found('curl https://acme.deskwell.example/v1', domain)).toEqual({ leftOver: ['URL'] });
    expect(found('Domain: acme.example', domain)).toMatchObject({ domain: 'acme.example' });
  });

  it('cuts comments from .env lines, and elsewhere leaves the choice', () => {
    expect(found('USERNAME=maria # the owner\nPASSWORD=a#b', USERNAME, PASSWORD)).toMatchObject({
      username: 'maria',
      password: 'a#b',
    });
    expect(readings('Password: Horse # the new one', PASSWORD)).toEqual([null, ['Horse # the new one', 'Horse']]);
  });

  it('keeps the end of a value, and offers the one without a closing sign', () => {
    expect(readings('Password: Horse.', PASSWORD)).toEqual(['Horse.', ['Horse.', 'Horse']]);
    expect(readings('API key: abcdefgh12345678,', API_KEY)).toEqual([
      'abcdefgh12345678,',
      ['abcdefgh12345678,', 'abcdefgh12345678'],
    ]);
    expect(readings('{"password": "Horse."}', PASSWORD)).toEqual(['Horse.', ['Horse.']]);
  });

  it('reports when only a part of an address was taken', () => {
    const targets = [{ id: 's', field: SUBDOMAIN }];
    expect(recognise('Site: https://acme.deskwell.example/x', targets, rules, false).fields).toMatchObject([
      { id: 's', name: 'Site', value: 'acme', removed: [], isPart: true },
    ]);
  });

  it('reports what was cleaned off a value', () => {
    const targets = [{ id: 'k', field: API_KEY }];
    const { fields } = recognise('API key: “abc\u200B123”', targets, rules, false);
    expect(fields).toMatchObject([{ value: 'abc123', removed: ['invisible', 'quotes'] }]);
    expect(recognise('{"api_key": " a "}', targets, rules, false).fields).toMatchObject([
      { value: ' a ', removed: [] },
    ]);
  });
});

describe('a form without a definition', () => {
  it('adds a row for each name that programs use or that means a credential', () => {
    const text = 'Dear team: here it comes\napi_token=abc\nAccess key: def\nremark of mine: none';
    expect(rows(text)).toEqual({ api_token: 'abc', 'Access key': 'def', leftOver: ['Dear team', 'remark of mine'] });
  });

  it('adds no row for a name with two values', () => {
    expect(rows('{"a": {"token": "1", "x": "y"}, "b": {"token": "2"}}')).toEqual({ x: 'y', leftOver: ['token'] });
  });
});
