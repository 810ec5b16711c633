import type { AppDefinition } from '../../lib/shared/definitions/definition';
import { DESKWELL, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

const KEY = 'acme_live_0123456789';
const BASE64 = Buffer.from(KEY).toString('base64');

/** A text of each kind, all with the same user name and password. */
const KINDS: [kind: string, text: string][] = [
  ['a table', `Username\tPassword\tNotes\nmaria\t${KEY}\tchange soon`],
  ['a CSV export', `name,url,username,password,note\nShip,https://x.example,maria,${KEY},`],
  ['a Markdown table', `| Field | Value |\n|---|---|\n| Username | maria |\n| Password | ${KEY} |`],
  ['XML', `<settings><username>maria</username><password>${KEY}</password></settings>`],
  ['HTML', `<table><tr><th>Username</th><td>maria</td></tr><tr><th>Password</th><td>${KEY}</td></tr></table>`],
  ['a Kubernetes secret', `apiVersion: v1\nkind: Secret\ndata:\n  username: bWFyaWE=\n  password: ${BASE64}\n`],
  ['shell variables', `export SHIP_USER=maria;\nexport SHIP_PASSWORD='${KEY}';`],
  ['a request of curl', `Try this:\ncurl -su "maria:${KEY}" \\\n  https://x.example`],
  ['a program', `requests.get("https://x.example", auth=("maria", "${KEY}"))`],
  ['a connection string', `mysql://maria:${KEY}@db.example:3306/ship`],
  ['a mail in German', `Hallo,\n\nBenutzername: maria\nKennwort: ${KEY}\n\nViele Grüße\nMaria`],
];

test('credentials are taken from a text of each kind', async ({ actions }) => {
  const popup = await actions.openForm(SHIPDAY);
  const [username, password] = ['Username', 'Password'].map((name) =>
    popup.getByRole('textbox', { name, exact: true }),
  );
  if (!username || !password) throw new Error('no fields');
  for (const [kind, text] of KINDS) {
    await username.fill('');
    await password.fill('');
    await actions.paste(username, text);
    await popup.getByRole('button', { name: 'Fill 2 fields' }).press('Enter');
    await expect(username, kind).toHaveValue('maria');
    await expect(password, kind).toHaveValue(KEY);
  }
});

test('an offer shows enough to compare, and leaves a choice where two values fit', async ({ actions }) => {
  const popup = await actions.openForm(DESKWELL);
  const key = popup.getByRole('textbox', { name: 'API key', exact: true });
  const [one, other] = [`${KEY}_aaaa_one1`, `${KEY}_bbbb_two2`];
  await actions.paste(key, `Subdomain: acme\nAPI key: ${one}\nAPI key: ${other}`);
  const offer = popup.getByRole('dialog', { name: '2 fields found in what you pasted' });
  await expect(offer).toContainText('acme');
  await expect(offer).toContainText('beside Subdomain');
  await expect(offer.getByRole('radio')).toHaveCount(2);
  await expect(offer.getByRole('radio', { name: /^acme.*one1 30 characters$/ })).not.toBeChecked();
  await expect(offer).not.toContainText(KEY);
  await offer.getByRole('button', { name: 'Show' }).click();
  await expect(offer).toContainText(other);
  await expect(offer.getByRole('button', { name: 'Fill 1 field' })).toBeVisible();
  await offer.getByRole('radio').last().check();
  await offer.getByRole('button', { name: 'Fill 2 fields' }).click();
  await expect(key).toHaveValue(other);
});

test('a text of more than 64 KB is pasted as it is, and that is said', async ({ actions }) => {
  const popup = await actions.openForm(DESKWELL satisfies AppDefinition);
  const key = popup.getByRole('textbox', { name: 'API key', exact: true });
  await actions.paste(key, `API key: ${'x'.repeat(65_536)}`);
  await expect(key).toHaveAccessibleDescription(/too long to be looked into/);
});
