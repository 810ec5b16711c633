import { answers, CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('a rate limit pause outlives the background, and nothing is sent before it ends', async ({
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

  // Ends the pause now.
  await extension.evaluate(async (browser) => {
    const { requests } = await browser.storage.session.get('requests');
    await browser.storage.session.set({ requests: { ...(requests as object), pausedUntil: Date.now() } });
  });
  await search.fill('slack');
  await expect(popup.getByRole('option', { name: /^Slack/ })).toBeVisible();
});

for (const { pause, mark } of [
  { pause: 32, mark: 30 },
  { pause: 12, mark: 10 },
])
  test(`a countdown from ${pause} seconds is announced only at its start and at ${mark} seconds`, async ({
    actions,
    openPopup,
    zapier,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID });
    const popup = await openPopup();
    await actions.signIn(popup);
    zapier.nextAnswers('GET /v2/apps', answers.tooManyRequests(pause));
    await popup.getByRole('combobox', { name: 'Search apps' }).fill('slack');
    const waiting = popup.getByRole('status').filter({ hasText: /Zapier is asked again/ });
    const seen = waiting.locator('[aria-hidden]');
    const said = waiting.locator('.unseen');
    const time = (seconds: number) => `in 0:${String(seconds).padStart(2, '0')}.`;
    await expect(seen).toContainText(/in 0:\d\d\./);
    // Reads both texts at once, because the countdown may change in between.
    const shown = await waiting.evaluate((status) =>
      Array.from(status.querySelectorAll('[aria-hidden], .unseen'), (part) => part.textContent),
    );
    expect(shown[1], 'at its start').toBe(shown[0]);
    await expect(seen).toContainText(time(mark + 1));
    await expect(said).toHaveText(shown[1] ?? '');
    await expect(seen).toContainText(time(mark));
    await expect(said).toContainText(time(mark));
    await expect(seen).toContainText(time(mark - 2));
    await expect(said).toContainText(time(mark));
  });
