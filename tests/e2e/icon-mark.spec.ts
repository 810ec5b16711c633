import type { Page } from '@playwright/test';
import { ACME_CRM, answers } from '../zapier/zapier';
import type { Extension } from './harness/extension';
import { expect, test } from './harness/test';

// The browser is shared with other tests and keeps the popup that was set.
test.afterEach(({ extension }) => extension.evaluate((browser) => browser.action.setPopup({ popup: 'popup.html' })));

test('the icon says Connected when the popup cannot open by itself, until the agent opens it', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  const hold = zapier.hold('POST /v2/authentications');
  await connectAndLeave(popup, extension, hold.arrived);
  hold.release();

  await expect.poll(() => icon(extension)).toEqual({ badge: '✓', title: 'Connected – Quick Connect for Zapier' });
  const again = await openPopup();
  await expect(again.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  await expect.poll(() => icon(extension)).toEqual({ badge: '', title: 'Quick Connect for Zapier' });
});

test('the icon says Needs you after a refusal until the popup, not just Settings, is opened', async ({
  actions,
  extension,
  openPopup,
  openSettings,
  zapier,
}) => {
  const popup = await actions.openForm(ACME_CRM);
  const hold = zapier.hold('POST /v2/authentications');
  zapier.nextAnswers('POST /v2/authentications', answers.refused(409, 'Not like this.'));
  await connectAndLeave(popup, extension, hold.arrived);
  await openSettings();
  hold.release();

  await expect.poll(() => icon(extension)).toEqual({ badge: '!', title: 'Needs you – Quick Connect for Zapier' });
  const again = await openPopup();
  await expect(again.getByRole('alert').filter({ hasText: 'Not like this.' })).toBeVisible();
  await expect.poll(() => icon(extension)).toEqual({ badge: '', title: 'Quick Connect for Zapier' });
});

/** Connects, closes the popup while the request is being sent, and keeps the browser from reopening it. */
async function connectAndLeave(popup: Page, extension: Extension, sent: Promise<unknown>): Promise<void> {
  await popup.getByRole('textbox', { name: 'API key' }).fill('acme_live_1');
  await popup.getByRole('button', { name: 'Connect' }).click();
  await sent;
  await popup.close();
  await expect.poll(() => extension.countContexts('TAB'), { message: 'nobody looks' }).toBe(0);
  await extension.evaluate((browser) => browser.action.setPopup({ popup: '' }));
}

/** Returns the badge and the tooltip of the toolbar icon. */
const icon = (extension: Extension) =>
  extension.evaluate(async (browser) => ({
    badge: await browser.action.getBadgeText({}),
    title: await browser.action.getTitle({}),
  }));
