import { ACME_CRM, BEN, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

// The real toolbar popup, because only its real closing shows what survives.
test.use({ headed: true, backgroundIdleTimeout: 1_000 });

test.beforeEach(async ({ actions, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  zapier.session.signIn(MARIA);
});

test('text typed just as the popup closes is restored, even with the background asleep', async ({
  actions,
  extension,
  realPopup,
}) => {
  await actions.signInAndClose();

  await realPopup.open();
  await extension.stopBackground();
  await realPopup.typeAndClose('Search apps', 'acme c');
  await realPopup.open();
  expect(await realPopup.valueOf('Search apps')).toBe('acme c');

  await realPopup.click('Acme CRM');
  await realPopup.withControl('API key', () => undefined);
  await extension.stopBackground();
  await realPopup.typeAndClose('API key', 'acme_live_42');
  await realPopup.open();
  expect(await realPopup.valueOf('API key')).toBe('acme_live_42');
  await realPopup.closeByFocusLoss();
});

test('an order placed just as the popup closes completes, and the popup reopens with its result', async ({
  actions,
  extension,
  realPopup,
  zapier,
}) => {
  await actions.signInAndClose();
  await realPopup.open();
  await realPopup.click('Acme CRM');
  await realPopup.type('API key', 'acme_live_42');
  await extension.stopBackground();
  const hold = zapier.hold('POST /v2/authentications');
  await realPopup.clickAndClose('Connect');
  await hold.arrived;
  await realPopup.expectNoPopup();
  hold.release();

  await expect.poll(() => zapier.connections.length).toBe(1);
  const stored = async () => JSON.stringify(await extension.readStorage('session'));
  await expect.poll(stored).toContain('"name":"connected"');
  expect(await stored()).not.toContain('acme_live_42');
  await realPopup.expectCall();
  await realPopup.withControl('Connect another', () => undefined);
  await expect.poll(() => extension.evaluate((browser) => browser.action.getBadgeText({}))).toBe('');
  expect(zapier.requestsTo('POST /v2/authentications')).toHaveLength(1);
});

test('a sign-in continues after the popup closes, and the reopened popup shows the account', async ({
  actions,
  authWindow,
  extension,
  realPopup,
}) => {
  await realPopup.open();
  await realPopup.click('Sign in to Zapier');
  const window = await authWindow();
  // Firefox closes the popup when the window takes the focus; Chromium keeps it until the window closes.
  if (extension.browserName === 'chromium') await realPopup.closeByItself();
  await realPopup.expectNoPopup();
  await actions.clickAndClose(window, 'Allow');

  await expect
    .poll(async () => JSON.stringify(await extension.readStorage('session')), { message: 'the account is stored' })
    .toContain('maria@acme.example');
  await realPopup.expectCall();
  await realPopup.withControl('Account acme.example, maria@acme.example', () => undefined);
});

test('the expected customer and the ticket are kept after a denied sign-in and hold for the next one', async ({
  actions,
  authWindow,
  extension,
  realPopup,
  zapier,
}) => {
  const named = "Customer's e-mail or domain";
  await realPopup.open();
  await realPopup.withControl(named, () => undefined);
  await extension.stopBackground();
  await realPopup.typeAndClose(named, 'acme.example');
  await realPopup.open();
  expect(await realPopup.valueOf(named)).toBe('acme.example');
  await extension.stopBackground();
  await realPopup.typeAndClose('Ticket', '#4711');
  await realPopup.open();
  expect(await realPopup.valueOf('Ticket')).toBe('#4711');

  await realPopup.click('Sign in to Zapier');
  const window = await authWindow();
  if (extension.browserName === 'chromium') await realPopup.closeByItself();
  await realPopup.expectNoPopup();
  await actions.clickAndClose(window, 'Deny');
  await realPopup.expectCall();
  expect(await realPopup.valueOf(named)).toBe('acme.example');

  zapier.session.signIn(BEN);
  await realPopup.click('Sign in to Zapier');
  const second = await authWindow();
  if (extension.browserName === 'chromium') await realPopup.closeByItself();
  await realPopup.expectNoPopup();
  await actions.clickAndClose(second, 'Allow');
  await realPopup.expectCall();
  await realPopup.withControl('Use ben@globex.example anyway', () => undefined);
  // Until the agent decides, for the next try.
  expect(await extension.readStorage('session')).toHaveProperty('namedCustomer', 'acme.example');
  await realPopup.click('Use ben@globex.example anyway');
  await realPopup.withControl('Account globex.example, ben@globex.example · #4711', () => undefined);
});

test('an unsaved ticket is restored when the popup reopens', async ({ actions, extension, realPopup }) => {
  await actions.signInAndClose();
  await realPopup.open();
  await realPopup.click('Account acme.example');
  await realPopup.click('Ticket…');
  await realPopup.withControl('Ticket', () => undefined);
  await extension.stopBackground();
  await realPopup.typeAndClose('Ticket', '#4711');
  await realPopup.open();
  expect(await realPopup.valueOf('Ticket')).toBe('#4711');
  await realPopup.click('Save ticket');
  await realPopup.withControl('Account acme.example, maria@acme.example · #4711', () => undefined);
  await realPopup.closeByFocusLoss();
  await realPopup.open();
  await realPopup.withControl('Search apps', () => undefined);
  await realPopup.evaluate((popup) => {
    if (popup.document.querySelector('.menu')) throw new Error('The menu is open though nothing is left to save.');
  });
  await realPopup.closeByFocusLoss();
});
