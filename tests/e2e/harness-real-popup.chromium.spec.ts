import { expect, test } from './harness/test';

test.use({ headed: true, backgroundIdleTimeout: 1_000 });

test('the harness attaches to the real popup, which closes once detached', async ({ realPopup }) => {
  await realPopup.open();
  const { page, detach } = await realPopup.attach();
  await expect(page.getByRole('button', { name: 'Open Settings' })).toBeVisible();
  await detach();
  await realPopup.closeByItself();
});
