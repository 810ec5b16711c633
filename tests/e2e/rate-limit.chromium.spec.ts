import { answers, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('a pause outlives the background: nothing is sent before its end', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const popup = await openPopup();
  await actions.signIn(popup);
  const search = popup.getByRole('combobox', { name: 'Search apps' });
  const waiting = popup.getByRole('status').filter({ hasText: /Zapier is asked again in \d:\d\d\./ });
  zapier.nextAnswers('GET /v2/apps', answers.tooManyRequests(300));
  await search.fill('slack');
  await expect(waiting).toContainText(/in (5:00|4:5\d)\./);
  const before = zapier.requests.length;

  await extension.stopBackground();
  await search.fill('');
  await expect(waiting).toHaveCount(0);
  await search.fill('gmail');
  await expect(waiting).toBeVisible();
  expect(zapier.requests).toHaveLength(before);

  // As if its time had come.
  await extension.evaluate(async (browser) => {
    const { requests } = await browser.storage.session.get('requests');
    await browser.storage.session.set({ requests: { ...(requests as object), pausedUntil: Date.now() } });
  });
  await search.fill('slack');
  await expect(popup.getByRole('option', { name: /^Slack/ })).toBeVisible();
});

test('the countdown is read out at its start, at 30 and at 10 seconds only', async ({ actions, openPopup, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID });
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.clock.install();
  await popup.clock.pauseAt(Date.now() + 1000);
  zapier.nextAnswers('GET /v2/apps', answers.tooManyRequests(41));
  await popup.getByRole('combobox', { name: 'Search apps' }).fill('slack');
  const waiting = popup.getByRole('status').filter({ hasText: /Zapier is asked again/ });
  const seen = waiting.locator('[aria-hidden]');
  const said = waiting.locator('.unseen');
  // Until typing has rested, by the page's clock, and the answer is there.
  await expect(async () => {
    await popup.clock.runFor(200);
    await expect(seen).toContainText(/in 0:\d\d\./, { timeout: 500 });
  }).toPass();
  const start = Number(/0:(\d\d)/.exec((await seen.textContent()) ?? '')?.[1]);
  for (const [left, words] of [
    [31, `in 0:${start}.`],
    [30, 'in 0:30.'],
    [11, 'in 0:30.'],
    [10, 'in 0:10.'],
    [7, 'in 0:10.'],
  ] as const) {
    const now = Number(/0:(\d\d)/.exec((await seen.textContent()) ?? '')?.[1]);
    await popup.clock.runFor((now - left) * 1000);
    await expect(seen).toContainText(`in 0:${String(left).padStart(2, '0')}.`);
    await expect(said).toContainText(words);
  }
});
