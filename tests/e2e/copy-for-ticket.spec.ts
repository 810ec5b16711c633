import type { Page } from '@playwright/test';
import { ACME_CRM, answers, CLIENT_ID } from '../zapier/zapier';
import type { Actions } from './harness/actions';
import { expect, test } from './harness/test';
import { choose, connectOnZapier, openSignedIn } from './zapiers-page';

/** Has markup, and turns what stands beside it round where it is not isolated. */
const TITLE = 'شركة <img src=x onerror=alert(1)> & Co';

const copy = (popup: Page) => popup.getByRole('button', { name: 'Copy for ticket' });
const another = (popup: Page) => popup.getByRole('button', { name: 'Connect another' });

async function connect(actions: Actions): Promise<Page> {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.keyboard.press('Enter');
  await expect(copy(popup)).toBeFocused();
  return popup;
}

test('Copy for ticket copies the receipt as text and HTML, and moves on to Connect another', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Ticket…' }).click();
  await popup.getByRole('textbox', { name: 'Ticket' }).fill('#4711');
  await popup.keyboard.press('Enter');
  await popup.getByRole('textbox', { name: 'Connection name' }).fill(TITLE);
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText(
    'Created at Zapier. The key was not checked.',
  );

  await expect(copy(popup)).toBeFocused();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: 'Copied' })).toBeVisible();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toContainText('Copied');
  await expect(another(popup)).toBeFocused();
  await expect(copy(popup)).toBeVisible();

  const { text, html } = await actions.pasted();
  expect(text.split('\n').map((line) => line.trim())).toEqual([
    `Connected at Zapier: ${TITLE}`,
    'App: Acme CRM',
    'Customer: Maria Chen',
    'Zapier account: maria@acme.example',
    `Connection ID: ${zapier.connections[0]?.id}`,
    expect.stringMatching(/^When: .*\d{4}.*\d:\d\d/),
    'How: With credentials (the key was not checked)',
    'Ticket: #4711',
  ]);
  expect(html).toContain('شركة &lt;img src=x onerror=alert(1)&gt; &amp; Co');
  expect(html).toMatch(/<b\b[^>]*>Ticket: <\/b>.*#4711/);
  expect(html.match(/<br\b/g)).toHaveLength(7);
  for (const held of [text, html]) expect(held).not.toContain('acme_live');
});

test('the key for copying copies the receipt from anywhere on it, unless something is selected or typed', async ({
  actions,
  zapier,
}) => {
  const popup = await connect(actions);
  const id = String(zapier.connections[0]?.id);
  await popup.getByText(id, { exact: true }).selectText();
  await popup.keyboard.press('ControlOrMeta+C');
  expect((await actions.pasted()).text).toBe(id);
  await popup.bringToFront();
  await expect(copy(popup)).toBeFocused();

  await popup.evaluate(() => document.getSelection()?.removeAllRanges());
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Customer name…' }).click();
  const label = popup.getByRole('textbox', { name: 'Customer name' });
  await label.fill('Acme GmbH');
  await label.press('ControlOrMeta+A');
  await label.press('ControlOrMeta+C');
  expect((await actions.pasted()).text).toBe('Acme GmbH');

  await popup.bringToFront();
  await label.press('Enter');
  await expect(popup.getByRole('button', { name: /^Account Acme GmbH/ })).toBeVisible();
  await popup.getByRole('button', { name: 'Same app again' }).focus();
  await popup.keyboard.press('ControlOrMeta+C');
  await expect(popup.getByRole('button', { name: 'Copied' })).toBeVisible();
  await expect(another(popup)).toBeFocused();
  const { text, html } = await actions.pasted();
  expect(text).toContain(`Customer: Acme GmbH\nZapier account: maria@acme.example\nConnection ID: ${id}\n`);
  expect(text).not.toContain('Ticket');
  expect(html).toContain('Acme GmbH');
});

test('where the browser refuses to copy, the receipt is shown, selected, to be copied by hand', async ({
  actions,
  zapier,
}) => {
  const popup = await connect(actions);
  await popup.evaluate(() => {
    navigator.clipboard.write = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await copy(popup).click();
  const note = popup.getByRole('alert').filter({ hasText: 'The browser refused to copy this.' });
  await expect(note).toContainText(`Connection ID: ${zapier.connections[0]?.id}`);
  await popup.keyboard.press('ControlOrMeta+C');
  const { text } = await actions.pasted();
  expect(text.replaceAll('\r', '')).toMatch(/^Connected at Zapier: Maria Chen – Acme CRM\n+App: Acme CRM\n/);
});

test("the copied receipt follows the company's template and says how the connection was made", async ({
  actions,
  authWindow,
  zapier,
}) => {
  const popup = await openSignedIn(actions);
  await actions.seedSettings({ clientId: CLIENT_ID, receiptTemplate: '{app}: {how}\nTicket: {ticket}' });
  await popup.getByRole('button', { name: /^Account/ }).click();
  await popup.getByRole('menuitem', { name: 'Ticket…' }).click();
  await popup.getByRole('textbox', { name: 'Ticket' }).fill('#4711');
  await popup.keyboard.press('Enter');
  await choose(popup, 'HubSpot');
  await connectOnZapier(popup).click();
  await actions.clickAndClose(await authWindow(), 'Yes, Continue to HubSpot');
  await copy(popup).click();
  await expect(another(popup)).toBeFocused();
  expect((await actions.pasted()).text).toBe("HubSpot: On Zapier's own page\nTicket: #4711");
  expect(zapier.connections).toHaveLength(1);
});

test('the copied receipt says that a connection was found after its answer was lost', async ({ actions, zapier }) => {
  zapier.nextAnswers('POST /v2/authentications', { ...answers.serverError(), commit: true });
  const popup = await connect(actions);
  await copy(popup).click();
  expect((await actions.pasted()).text).toContain(
    "How: With credentials (the key was not checked). Zapier's answer was",
  );
});
