import type { Locator, Page } from '@playwright/test';
import { ACME_CRM, type ZapierStandIn } from '../../zapier/zapier';
import type { Actions } from '../harness/actions';
import type { Extension } from '../harness/extension';
import { expect, test } from '../harness/test';
import { addRow } from './table';

/** The outcome that the agent is told. */
export type Told =
  | 'Connected'
  | 'Connected, found in the list'
  | 'Connected, more than once'
  | 'Refused'
  | 'Not connected'
  | 'Not sure'
  | 'Not sent'
  | 'Not understood'
  | 'Sign-in ended'
  | 'Waits';

/** The credential that these tests type; it may be stored only where secrets belong. */
export const API_KEY = 'acme_live_fault_7f3a9c';

const POST = 'POST /v2/authentications';

/** Expected final state. */
export interface Expected {
  told: Told;
  /** Connections at the stand-in. */
  made: number;
  /** Requests to create one that reached the stand-in, including those the browser resends. */
  posts: number;
}

/** Returns the popup's words for an outcome. */
function words(popup: Page, told: Told): Locator {
  const status = popup.getByRole('status');
  const alert = popup.getByRole('alert');
  switch (told) {
    case 'Connected':
      return status.filter({ hasText: 'Connected' });
    case 'Connected, found in the list':
      return status.filter({ hasText: 'The answer was lost, the connection is there.' });
    case 'Connected, more than once':
      return alert.filter({ hasText: 'There are two new connections of this name.' });
    case 'Refused':
      return popup.getByText('Nothing was created.').first();
    case 'Not connected':
      return alert.filter({ hasText: 'not in the account, so nothing was created.' });
    case 'Not sure':
      return alert.filter({ hasText: 'Not sure.' });
    case 'Not sent':
      return alert.filter({ hasText: 'Nothing was sent, so nothing was created.' });
    case 'Not understood':
      return alert.filter({ hasText: 'Zapier answered in a way Quick Connect does not know' });
    case 'Sign-in ended':
      return alert.filter({ hasText: 'Zapier ended this sign-in.' });
    case 'Waits':
      return status.filter({ has: popup.getByRole('button', { name: "Don't send it" }) });
  }
}

/** True if the outcome says that there is a connection. */
const isConnected = (told: Told) => told.startsWith('Connected');

/** Waits until the popup shows the outcome, and checks that nothing contradicts it. */
export async function expectTold(popup: Page, told: Told): Promise<void> {
  // Reading the list and deciding may take a while on a busy machine.
  await expect(words(popup, told)).toBeVisible({ timeout: 30_000 });
  if (isConnected(told)) {
    await expect(words(popup, 'Connected')).toBeVisible();
    await expect(words(popup, 'Connected, more than once')).toHaveCount(told === 'Connected, more than once' ? 1 : 0);
  } else await expect(words(popup, 'Connected')).toHaveCount(0);
  for (const other of ['Not connected', 'Not sure'] as const)
    if (other !== told) await expect(words(popup, other)).toHaveCount(0);
}

/** Checks storage after an outcome: secrets only where they are allowed, and only unsettled orders on disk. */
export async function expectStored(extension: Extension, told: Told): Promise<void> {
  const isOpen = told === 'Not sure' || told === 'Waits';
  const onDisk = async () => (await extension.readStorage('local')).orders ?? [];
  if (!isOpen) await expect.poll(onDisk, { message: 'the order is settled' }).toEqual([]);
  expect(JSON.stringify(await extension.readStorage('local'))).not.toContain(API_KEY);
  const session = await extension.readStorage('session');
  const holders = Object.keys(session).filter((key) => JSON.stringify(session[key]).includes(API_KEY));
  expect(holders.filter((key) => !key.startsWith('secrets/'))).toEqual([]);
  expect(holders.length > 0, 'what was typed is kept until it is connected').toBe(!isConnected(told));
}

/** Checks the stand-in, the popup and storage. */
export async function expectOutcome(
  { popup, extension, zapier }: { popup: Page; extension: Extension; zapier: ZapierStandIn },
  { told, made, posts }: Expected,
): Promise<void> {
  await expectTold(popup, told);
  await expectStored(extension, told);
  expect(zapier.connections).toHaveLength(made);
  expect(zapier.requestsTo(POST)).toHaveLength(posts);
}

/** Makes half a minute pass for every request with a lost response, and makes the background notice. */
export async function letHalfAMinutePass(extension: Extension): Promise<void> {
  await extension.evaluate(async (browser) => {
    const { orders = [] } = await browser.storage.session.get('orders');
    for (const { sent } of orders as { sent?: { at: number; lostAt?: number } }[]) {
      if (!sent) continue;
      sent.at -= 30_000;
      if (sent.lostAt) sent.lostAt -= 30_000;
    }
    await browser.storage.session.set({ orders });
    for (const { name } of await browser.alarms.getAll())
      if (name.startsWith('order/')) await browser.alarms.create(name, { when: Date.now() });
  });
}

/** Opens the form of Acme CRM, fills it in, and waits for its list of connections. */
export async function openFilledForm(actions: Actions): Promise<Page> {
  const popup = await actions.openForm(ACME_CRM);
  await popup.getByRole('textbox', { name: 'API key' }).fill(API_KEY);
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  return popup;
}

export const connect = (popup: Page) => popup.getByRole('button', { name: 'Connect', exact: true }).click();

/**
 * One line of the fault matrix: something breaks in the main job, and the test checks what is created, shown and
 * stored.
 */
export interface Fault extends Expected {
  /** The step that breaks. */
  step: string;
  /** What breaks. */
  name: string;
  /** True if no network connection to Zapier is reused, so that the browser never resends a request. */
  isFresh?: boolean;
  /** Sets up the fault before Connect is clicked. */
  arrange(zapier: ZapierStandIn): void | Promise<void>;
  /** Expected state after the time in which Zapier may still be processing a request. */
  later?: Expected;
}

/** Defines a test of a fault at Zapier. */
export function testFault({ step, name, isFresh = false, arrange, later, ...expected }: Fault): void {
  test(`${step}: ${name}`, async ({ actions, extension, zapier }) => {
    zapier.keepAlive(!isFresh);
    const popup = await openFilledForm(actions);
    await arrange(zapier);
    await connect(popup);
    const parts = { popup, extension, zapier };
    await expectOutcome(parts, expected);
    if (later) {
      await letHalfAMinutePass(extension);
      await expectOutcome(parts, later);
    }
    addRow(test.info(), { step, fault: name, first: expected.told, ...(later ?? expected) });
  });
}
