import { answers, CLIENT_ID } from '../zapier/zapier';
import { endPause, holdClock, pausedUntil } from './harness/page-clock';
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
  const waiting = popup.getByRole('status').filter({ hasText: /Asking Zapier again in \d:\d\d\./ });
  zapier.nextAnswers('GET /v2/apps', answers.tooManyRequests(300));
  await search.fill('slack');
  await expect(waiting).toBeVisible();
  const before = zapier.requests.length;

  await extension.stopBackground();
  await search.fill('');
  await expect(waiting).toHaveCount(0);
  await search.fill('gmail');
  await expect(waiting).toBeVisible();
  expect(zapier.requests).toHaveLength(before);

  await endPause(extension);
  await search.fill('slack');
  await expect(popup.getByRole('option', { name: /^Slack/ })).toBeVisible();
});

for (const { pause, mark } of [
  { pause: 32, mark: 30 },
  { pause: 12, mark: 10 },
])
  test(`a countdown from ${pause} seconds is announced only at its start and at ${mark} seconds`, async ({
    actions,
    extension,
    openPopup,
    zapier,
  }) => {
    await actions.seedSettings({ clientId: CLIENT_ID });
    const popup = await openPopup();
    await actions.signIn(popup);
    const search = popup.getByRole('combobox', { name: 'Search apps' });
    const waiting = popup.getByRole('status').filter({ hasText: /Asking Zapier again/ });
    // The pause is much longer for the background; the page sees its last seconds.
    zapier.nextAnswers('GET /v2/apps', answers.tooManyRequests(300));
    await search.fill('slack');
    await expect(waiting).toBeVisible();
    await search.fill('');
    await expect(waiting).toHaveCount(0);
    const until = await pausedUntil(extension);
    const clock = await holdClock(popup, until - pause * 1000);
    await search.fill('gmail');

    const shows = async (seen: number, said: number) => {
      const time = (seconds: number) => `in 0:${String(seconds).padStart(2, '0')}.`;
      await expect(waiting.locator('[aria-hidden]')).toContainText(time(seen));
      await expect(waiting.locator('.unseen')).toContainText(time(said));
    };
    const left = (seconds: number) => clock.set(until - seconds * 1000);
    await shows(pause, pause);
    await left(mark + 1);
    await shows(mark + 1, pause);
    await left(mark);
    await shows(mark, mark);
    await left(mark - 2);
    await shows(mark - 2, mark);
  });
