import { expect, it } from 'vitest';
import type { Config } from '../../../examples/token-broker/src/config';
import { withoutSecrets } from '../../../examples/token-broker/src/without-secrets';

const SECRET = 'a+b/"c" d&e';
const TOKEN = 'refresh/1+2=';
const config = { clientId: 'the client', clientSecret: SECRET } as Config;
const form = new URLSearchParams({ client_secret: SECRET, refresh_token: TOKEN });

it.each([
  ['as they are', `${SECRET} ${TOKEN}`],
  ['as a form', form.toString()],
  ['as an address', `?s=${encodeURIComponent(SECRET)}&t=${encodeURIComponent(TOKEN)}`],
  ['as JSON', JSON.stringify({ SECRET, TOKEN })],
  ['as JSON with escaped slashes', JSON.stringify({ SECRET, TOKEN }).replaceAll('/', '\\/')],
  ['in a page', '<p>a+b/&quot;c&quot; d&amp;e</p>'],
  ['as basic authentication', `Basic ${btoa(`the client:${SECRET}`)}`],
  ['as basic authentication, encoded first', `Basic ${btoa(`the+client:a%2Bb%2F%22c%22+d%26e`)}`],
  ['of a new refresh token', '{"data":{"refresh_token": "another-token"}}'],
])('the token broker passes on no secret that Zapier quotes %s', (_how, quoted) => {
  const shown = withoutSecrets(quoted, config, TOKEN);
  expect(shown).toContain('•••');
  for (const part of ['c%22', '"c', 'refresh/1', 'refresh%2F1', 'refresh\\/1', '&quot;c', 'another', 'dGhl'])
    expect(shown).not.toContain(part);
});

it('the token broker passes on words that hold no secret as they are', () => {
  const words = '{"error":"invalid_grant","error_description":"The refresh_token is unknown."}';
  expect(withoutSecrets(words, config, TOKEN)).toBe(words);
});
