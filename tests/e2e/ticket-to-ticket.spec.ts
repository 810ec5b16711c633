import type { Page } from '@playwright/test';
import { ACME_CRM, BEN, CLIENT_ID, DESKWELL, MARIA, type Person, SHIPDAY, type ZapierStandIn } from '../zapier/zapier';
import { CountingAgent } from './counting-agent';
import type { Actions } from './harness/actions';
import { expect, test } from './harness/test';

/** Where the receipt goes, once the credentials are filled in. */
const TO_THE_END = ['paste', 'Enter fills', 'Enter connects', 'copy the receipt', 'paste it in the ticket'];

let keys = 0;

/** Files a ticket with one mail from a customer, which holds the credentials, and returns its address. */
function fileTicket(zapier: ZapierStandIn, { full_name, email }: Person): string {
  keys += 1;
  return zapier.fileTicket(`From: ${full_name} <${email}>
Subject: Please connect us

Hello,

here is what you asked for:

Subdomain: ${email.replace(/^.*@|\.example$/g, '')}
API key: acme_live_${keys}f9c2b7e1d3a5f60

Best wishes
${full_name}`);
}

/** Does what remains once the form is open: from pasting the mail to the receipt in the ticket. */
async function connectAndReport(agent: CountingAgent, zapier: ZapierStandIn, person: Person): Promise<void> {
  await agent.paste();
  await fillAndReport(agent, zapier, person);
}

/** Does what remains once the credentials are offered. */
async function fillAndReport(agent: CountingAgent, zapier: ZapierStandIn, person: Person): Promise<void> {
  const made = zapier.connections.length;
  await expect(agent.popup.getByRole('button', { name: 'Fill 2 fields' })).toBeFocused();
  await agent.press('Enter fills', 'Enter');
  await expect(agent.popup.getByRole('status').filter({ hasText: 'Filled 2 fields.' })).toHaveCount(1);
  await agent.press('Enter connects', 'Enter');
  await expect(agent.popup.getByRole('button', { name: 'Copy for ticket' })).toBeFocused();
  await agent.press('copy the receipt', 'ControlOrMeta+C');
  await expect(agent.popup.getByRole('button', { name: 'Copied' })).toBeVisible();
  await agent.pasteInTicket();
  expect(zapier.connections).toHaveLength(made + 1);
  const { id, owner } = zapier.connections[made] ?? {};
  expect(owner).toEqual(person);
  await expect(agent.reply).toContainText(`Connection ID: ${id}`);
  await expect(agent.reply).toContainText(`Zapier account: ${person.email}`);
  await expect(agent.reply).not.toContainText('acme_live');
}

const LONE = [{ ...DESKWELL, pinned: true }, ACME_CRM];
const key = (popup: Page) => popup.getByRole('textbox', { name: 'Subdomain' });

/** Signs people in, the first one first, and returns an agent with an empty help desk in front. */
async function start(actions: Actions, apps: unknown[], people: Person[]): Promise<CountingAgent> {
  await actions.seedSettings({ clientId: CLIENT_ID, apps });
  const popup = await actions.openPopup();
  for (const [index, person] of people.entries()) {
    if (index === 0) await actions.signIn(popup, person);
    else await actions.addCustomer(popup, person);
    await popup.getByRole('button', { name: 'Dismiss' }).click();
  }
  const desk = await popup.context().newPage();
  await popup.close();
  return new CountingAgent(actions, desk);
}

test('from ticket to ticket, a signed-in customer takes 8 actions where the own app opens at once', async ({
  actions,
  zapier,
}) => {
  const agent = await start(actions, LONE, [MARIA]);
  for (const _ticket of [1, 2, 3]) {
    await agent.takeTicket(fileTicket(zapier, MARIA));
    await agent.select();
    await agent.copy();
    await agent.open();
    await connectAndReport(agent, zapier, MARIA);
    expect(agent.done).toEqual(['select', 'copy', 'open', ...TO_THE_END]);
    expect(agent.done).toHaveLength(8);
  }
});

test('from ticket to ticket, changing to another signed-in customer makes it 10 actions', async ({
  actions,
  zapier,
}) => {
  const agent = await start(actions, LONE, [MARIA, BEN]);
  for (const person of [MARIA, BEN, MARIA]) {
    await agent.takeTicket(fileTicket(zapier, person));
    await agent.select();
    await agent.copy();
    await agent.open();
    await expect(key(agent.popup)).toBeFocused();
    await agent.press('open the customers', 'Control+.');
    await expect(agent.popup.getByRole('textbox', { name: 'Switch customer' })).toBeFocused();
    await agent.press('the customer’s digit', '1');
    await expect(agent.popup.getByRole('button', { name: /^Account/ })).toContainText(person.email);
    await connectAndReport(agent, zapier, person);
    expect(agent.done).toEqual(['select', 'copy', 'open', 'open the customers', 'the customer’s digit', ...TO_THE_END]);
    expect(agent.done).toHaveLength(10);
  }
});

test('from ticket to ticket, a signed-in customer takes 10 actions where the app is searched for', async ({
  actions,
  zapier,
}) => {
  const agent = await start(actions, [ACME_CRM, DESKWELL, SHIPDAY], [MARIA]);
  for (const _ticket of [1, 2]) {
    await agent.takeTicket(fileTicket(zapier, MARIA));
    await agent.select();
    await agent.copy();
    await agent.open();
    await expect(agent.popup.getByRole('combobox', { name: 'Search apps' })).toBeFocused();
    await agent.type('type "desk"', 'desk');
    await expect(agent.popup.getByRole('option').first()).toHaveAccessibleName(/^Deskwell/);
    await agent.press('Enter opens the form', 'Enter');
    await expect(key(agent.popup)).toBeFocused();
    await connectAndReport(agent, zapier, MARIA);
    expect(agent.done).toEqual(['select', 'copy', 'open', 'type "desk"', 'Enter opens the form', ...TO_THE_END]);
    expect(agent.done).toHaveLength(10);
  }
});

test("from ticket to ticket, a new customer takes 12 actions besides Zapier's own pages, one paste among them", async ({
  actions,
  authWindow,
  zapier,
}) => {
  const agent = await start(actions, LONE, [MARIA]);
  await agent.takeTicket(fileTicket(zapier, MARIA));
  await agent.select();
  await agent.copy();
  await agent.open();
  await connectAndReport(agent, zapier, MARIA);

  await agent.takeTicket(fileTicket(zapier, BEN));
  await agent.select();
  await agent.copy();
  await agent.open();
  await expect(key(agent.popup)).toBeFocused();
  await agent.press('open the account menu', 'Control+.');
  await agent.click('Add a customer', agent.popup.getByRole('menuitem', { name: 'Add a customer' }));
  await agent.paste();
  await agent.press('Enter signs in', 'Enter');

  const zapierPage = await authWindow();
  await agent.losePopup();
  await zapierPage.getByRole('button', { name: 'Use another account' }).click();
  await zapierPage.getByRole('button', { name: 'Sign in as Ben Ortiz' }).click();
  await actions.clickAndClose(zapierPage, 'Allow');

  await agent.open('open again');
  await expect(agent.popup.getByRole('button', { name: /^Account/ })).toContainText(BEN.email);
  await fillAndReport(agent, zapier, BEN);
  expect(agent.done).toEqual([
    ...['select', 'copy', 'open', 'open the account menu', 'Add a customer', 'paste', 'Enter signs in'],
    ...['open again', ...TO_THE_END.slice(1)],
  ]);
  expect(agent.done).toHaveLength(12);
});
