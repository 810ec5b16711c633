import { CLIENT_ID, DESKWELL } from '../zapier/zapier';
import { expect, test } from './harness/test';

// Only for Chromium: Firefox takes these preferences only from its own settings.
test('forced colours replace colour cues with borders and outlines', async ({ actions, openPopup }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [DESKWELL] });
  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.emulateMedia({ forcedColors: 'active' });
  const row = popup.getByRole('option', { name: /^Deskwell/ });
  await expect(row).toHaveCSS('outline-style', 'solid');
  await expect(row.locator('.tile')).toHaveCSS('border-style', 'solid');
  await expect(popup.getByRole('button', { name: /^Account/ }).locator('.face')).toHaveCSS('border-style', 'solid');
  await row.click();
  await popup.getByRole('button', { name: 'Connect' }).click();
  await expect(popup.locator('.box').filter({ has: popup.getByRole('textbox', { name: 'API key' }) })).toHaveCSS(
    'border-width',
    '2px',
  );
  await expect(popup.getByRole('button', { name: 'Connect' })).toHaveCSS('border-width', '2px');
});

test('reduced motion turns off all transitions and animations', async ({ actions }) => {
  const popup = await actions.openForm(DESKWELL);
  const connect = popup.getByRole('button', { name: 'Connect' });
  await expect(connect).toHaveCSS('transition-duration', '0.14s');
  await popup.emulateMedia({ reducedMotion: 'reduce' });
  await expect(connect).toHaveCSS('transition-duration', '0s');
  const moving = await popup.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element);
        return [transitionDuration, animationDuration].some((time) => Number.parseFloat(time) > 0);
      }).length,
  );
  expect(moving).toBe(0);
});

test('the bar and the footer scroll with the content in a low window', async ({ actions }) => {
  const popup = await actions.openForm(DESKWELL);
  const bar = popup.getByRole('button', { name: /^Account/ });
  const connect = popup.getByRole('button', { name: 'Connect' });
  await popup.setViewportSize({ width: 380, height: 300 });
  await bar.scrollIntoViewIfNeeded();
  await expect(connect).not.toBeInViewport();
  await connect.scrollIntoViewIfNeeded();
  await expect(connect).toBeInViewport({ ratio: 1 });
  await expect(bar).not.toBeInViewport();
});
