import type { Page } from '@playwright/test';
import { DESKWELL, MARIA, SHIPDAY } from '../zapier/zapier';
import { expect, test } from './harness/test';

const nameOf = (popup: Page) => popup.getByRole('textbox', { name: 'Connection name' });

/** Returns the heights of the gaps between what stands below one another in the form, in CSS pixels. */
const gaps = (popup: Page) =>
  popup.locator('form main').evaluate((main) => {
    const parts = [...main.querySelectorAll('.line, .existing, .field')].map((part) => part.getBoundingClientRect());
    return parts.slice(1).map(({ top }, index) => Math.round(top - (parts[index]?.bottom ?? 0)));
  });

test('the connection name is one quiet line below the credentials, with the same gap between all parts', async ({
  actions,
}) => {
  const popup = await actions.openForm(DESKWELL);
  await expect(popup.getByText('No connections in this account yet')).toBeVisible();
  const last = popup.getByRole('combobox', { name: 'Sandbox' });
  const name = nameOf(popup);
  const [above, line] = [await last.boundingBox(), await name.boundingBox()];
  expect(line?.y).toBeGreaterThan((above?.y ?? 0) + (above?.height ?? 0));
  expect(line?.height).toBeLessThanOrEqual(28);
  const all = await gaps(popup);
  expect(all.length).toBeGreaterThan(5);
  expect(new Set(all)).toEqual(new Set([12]));

  const edge = () => name.evaluate((input) => getComputedStyle(input.parentElement ?? input).borderTopColor);
  const quiet = await edge();
  await name.hover();
  await expect.poll(edge, 'hovered').not.toBe(quiet);
  await last.hover();
  await expect.poll(edge).toBe(quiet);
  await name.focus();
  await expect.poll(edge, 'focused').not.toBe(quiet);
});

test('Enter goes from credential to credential and connects from the last one, past the connection name', async ({
  actions,
  zapier,
}) => {
  const popup = await actions.openForm(SHIPDAY);
  await nameOf(popup).fill('');
  await expect(nameOf(popup)).toHaveAttribute('placeholder', `${MARIA.full_name} – Shipday`);
  const username = popup.getByRole('textbox', { name: 'Username' });
  await username.fill('acme');
  await username.press('Enter');
  await expect(popup.getByRole('textbox', { name: 'Password' })).toBeFocused();
  await popup.keyboard.type('s3cret');
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([{ title: `${MARIA.full_name} – Shipday` }]);
});
