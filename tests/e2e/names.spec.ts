import { ACME_CRM, ARABIC, CLIENT_ID, TURNED } from '../zapier/zapier';
import { expect, test } from './harness/test';

const TEMPLATE = '{customer} – {app} ({account}, {date}) {ticket}';

test('a connection name follows its template, and the ticket also shows in the bar and receipt', async ({
  actions,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM], nameTemplate: TEMPLATE });
  const popup = await openPopup();
  await actions.signIn(popup);
  const day = await popup.evaluate(() => new Intl.DateTimeFormat('sv-SE').format(new Date()));
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  const name = popup.getByRole('textbox', { name: 'Connection name' });
  await expect(name).toHaveValue(`Maria Chen – Acme CRM (maria@acme.example, ${day})`);

  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Ticket…' }).click();
  await popup.getByRole('textbox', { name: 'Ticket' }).fill('#4711');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: /^Account/ })).toContainText('maria@acme.example · #4711');
  await expect(name).toHaveValue(`Maria Chen – Acme CRM (maria@acme.example, ${day}) #4711`);

  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText(
    `Maria Chen – Acme CRM (maria@acme.example, ${day}) #4711`,
  );
  await expect(popup.getByRole('definition').filter({ hasText: /^#4711$/ })).toBeVisible();
  expect(zapier.connections).toHaveLength(1);
});

test('a connection name may have 255 code points, and the form refuses a longer one', async ({ actions }) => {
  const popup = await actions.openForm(ACME_CRM);
  const name = popup.getByRole('textbox', { name: 'Connection name' });
  await name.fill('🦊'.repeat(230));
  await expect(name).toHaveAccessibleDescription('');
  await name.fill('🦊'.repeat(256));
  await expect(name).toHaveAccessibleDescription('256 of 255');
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.keyboard.press('Enter');
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription('256 of 255 Zapier takes 255 characters; this has 256.');
  await name.fill('🦊'.repeat(255));
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
});

test('Settings previews the name template and lists the placeholders it accepts', async ({ actions }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const settings = await actions.openSettings();
  const template = settings.getByRole('textbox', { name: 'Name template' });
  await template.fill('{ticket} {customer} – {app}');
  await expect(template).toHaveAccessibleDescription(/for example: #4711 Acme GmbH – HubSpot$/);
  await template.fill('{costumer} – {app}');
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await expect(template).toHaveAccessibleDescription(
    'Only {customer}, {app}, {account}, {date} and {ticket} can stand in braces.',
  );
});

test("an account's name turns no word of ours round, and goes into names without what it hides", async ({
  actions,
  openPopup,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  const popup = await openPopup();
  await actions.signIn(popup, TURNED);
  const notice = popup.getByText('Signed in as ACME GmbH eht ,, the account this browser had open at Zapier.');
  await expect(notice.locator('bdi')).toHaveText('ACME GmbH eht ,');
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByRole('textbox', { name: 'Connection name' })).toHaveValue('ACME GmbH eht , – Acme CRM');
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Sign out', exact: true }).click();

  // Nobody's company: anybody may have an address there.
  await actions.signIn(popup, { ...ARABIC, email: 'layla@gmail.com' });
  await expect(popup.getByText('Signed in as').locator('bdi')).toHaveText(ARABIC.full_name);
  await popup.getByRole('option', { name: /^Acme CRM/ }).click();
  await expect(popup.getByText(`Into ${ARABIC.full_name}`).locator('bdi')).toHaveText(ARABIC.full_name);
});
