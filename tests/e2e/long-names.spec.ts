import type { Locator } from '@playwright/test';
import { ACME_CRM, AGENCY, answers, CLIENT_ID, LONGEST } from '../zapier/zapier';
import { expect, test } from './harness/test';
import { stopAt, WORST_DEFINITION, WORST_PEOPLE, WORST_TITLES } from './worst-values';

test.describe.configure({ timeout: 120_000 });

test('the worst values are as long as they claim to be', () => {
  expect(WORST_PEOPLE.map(({ email, full_name }) => [email.length, full_name.length]).slice(0, 2)).toEqual([
    [66, 45],
    [254, 60],
  ]);
});

for (const person of WORST_PEOPLE)
  test(`everything is within reach on home, form and receipt for ${person.full_name}`, async ({
    actions,
    browserName,
    openPopup,
    zapier,
  }) => {
    for (const title of WORST_TITLES)
      zapier.addConnection({ app: WORST_DEFINITION.app, title, owner: person, isExpired: true });
    await actions.seedSettings({ clientId: CLIENT_ID, apps: [WORST_DEFINITION] });
    const popup = await openPopup();
    const at = (screen: string) => stopAt(popup, `${screen}-${person.id}-${browserName}`);
    await actions.signIn(popup, person);
    await at('home');
    await popup.getByRole('option').first().click();
    await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
    await popup.getByRole('textbox', { name: 'Subdomain' }).fill('acme');
    await at('form');
    const made = { type: 'authentication', id: 'i'.repeat(60), app: WORST_DEFINITION.app, title: WORST_TITLES[0] };
    zapier.nextAnswers('POST /v2/authentications', answers.status(201, { data: [made] }));
    await popup.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(popup.getByRole('button', { name: 'Connect another' })).toBeVisible();
    await at('receipt');
  });

test("an e-mail is shortened in its middle: its tag and its domain's end stay, and it is whole on hover", async ({
  actions,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const popup = await openPopup();
  /** Returns the pieces of the e-mail in the bar that are cut. */
  const cut = () =>
    popup
      .locator('#account .account-email .email > [aria-hidden]')
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent));
  const email = popup.locator('#account .account-email .email');

  const [agency] = WORST_PEOPLE;
  if (!agency) throw new Error('There is an agency');
  await actions.signIn(popup, agency);
  await expect(email).toHaveAttribute('title', agency.email);
  await expect(email.locator('.unseen')).toHaveText(agency.email);
  expect(await cut()).toEqual(['integrations-production-eu1']);
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();

  await actions.signIn(popup, LONGEST);
  const domainEnd = popup.locator('#account .account-email .email-end');
  await expect(domainEnd).toHaveText('.sub.theagency.example');
  expect(await cut()).not.toContain('.sub.theagency.example');
});

/** Returns whether a text is cut, by an ellipsis or by the edge of what holds it. */
const isCut = (text: Locator) =>
  text.evaluate((element) => {
    const block = element.closest('h1, li > span, dd, p > span') ?? element;
    return block.scrollWidth > block.clientWidth || block.scrollHeight > block.clientHeight;
  });

test('names that differ in their last letter are whole in the list and on the receipt', async ({
  actions,
  openPopup,
  zapier,
}) => {
  const name = `${AGENCY.full_name} – ${ACME_CRM.title}`;
  for (const ending of ['', ' 2', ' (Sandbox)'])
    zapier.addConnection({ app: ACME_CRM.app, title: `${name}${ending}`, owner: AGENCY, isExpired: true });
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup, AGENCY);
  await popup.getByRole('option').first().click();
  for (const ending of ['', ' 2', ' (Sandbox)']) {
    const row = popup.getByRole('listitem').getByText(`${name}${ending}`, { exact: true });
    await row.scrollIntoViewIfNeeded();
    expect(await isCut(row), ending).toBe(false);
  }
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  const head = popup.getByRole('heading', { name: `${name} 3` });
  await expect(head).toBeVisible();
  expect(await isCut(head)).toBe(false);
});
