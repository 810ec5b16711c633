import type { Page } from '@playwright/test';
import { ACME_CRM, CLIENT_ID, MARIA } from '../zapier/zapier';
import { expect, test } from './harness/test';

/** Apps without icons, one for each colour of a tile. */
const APPS = [...'ABCDEFGHI'].map((letter, index) => ({
  ...ACME_CRM,
  app: `00000000-0000-4000-8000-00000000001${index}`,
  title: `${letter} qiver`,
}));

async function openList(popup: Page) {
  await popup.getByRole('combobox', { name: 'Search apps' }).fill('qiver');
  const options = popup.getByRole('option', { name: /qiver/ });
  await expect(options).toHaveCount(APPS.length);
  return options;
}

test.beforeEach(({ actions }) => actions.seedSettings({ clientId: CLIENT_ID, apps: APPS }));

test('one row at a time is highlighted, the one that Enter opens: the pointer selects, keys go on from there', async ({
  actions,
  openPopup,
}) => {
  const popup = await openPopup();
  await actions.signIn(popup);
  const options = await openList(popup);
  /** Returns the places of the rows that differ from the list's own background. */
  const highlighted = () =>
    options.evaluateAll((rows) =>
      rows.flatMap((row, place) => (getComputedStyle(row).backgroundColor === 'rgba(0, 0, 0, 0)' ? [] : [place])),
    );
  await expect.poll(highlighted).toEqual([0]);
  await options.nth(3).hover();
  await expect.poll(highlighted).toEqual([3]);
  await popup.keyboard.press('ArrowDown');
  await expect.poll(highlighted, 'the pointer rests on the row above').toEqual([4]);
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('heading', { name: 'E qiver' })).toBeVisible();
});

test('the letter on a tile stands out from it, and the tile from its row, in light and dark colours', async ({
  actions,
  openPopup,
}) => {
  const popup = await openPopup();
  await actions.signIn(popup);
  await openList(popup);
  for (const colorScheme of ['light', 'dark'] as const) {
    await popup.emulateMedia({ colorScheme });
    const contrasts = await popup.getByRole('option').evaluateAll((rows) => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      const luminance = (colour: string) => {
        if (!canvas) throw new Error('There is no canvas');
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data]
          .slice(0, 3)
          .map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (one: string, other: string) => {
        const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
      };
      const page = getComputedStyle(document.body).backgroundColor;
      const selected = rows.map((row) => getComputedStyle(row).backgroundColor);
      return rows.map((row) => {
        const { color, backgroundColor } = getComputedStyle(row.querySelector('.tile') ?? row);
        const around = [page, ...selected.filter((own) => own !== 'rgba(0, 0, 0, 0)')];
        return { letter: contrast(color, backgroundColor), tile: around.map((own) => contrast(backgroundColor, own)) };
      });
    });
    expect(contrasts).toHaveLength(APPS.length);
    expect(Math.min(...contrasts.map(({ letter }) => letter)), colorScheme).toBeGreaterThanOrEqual(4.5);
    expect(Math.min(...contrasts.flatMap(({ tile }) => tile)), colorScheme).toBeGreaterThanOrEqual(3);
  }
});

test('what unfolds has the same arrow everywhere', async ({ actions, openPopup, zapier }) => {
  await actions.seedSettings({ clientId: CLIENT_ID, apps: [ACME_CRM] });
  zapier.addConnection({ app: ACME_CRM.app, title: 'There', owner: MARIA });
  const arrows: string[] = [];
  /** Notes how the arrow before some words looks. */
  const note = async (page: Page, words: string) => {
    const summary = page.locator('summary', { hasText: words });
    await expect(summary).toBeVisible();
    arrows.push(
      await summary.evaluate((element) => {
        const { width, borderWidth, transform } = getComputedStyle(element, '::before');
        return [getComputedStyle(element).listStyleType, width, borderWidth, transform].join(' ');
      }),
    );
  };
  const popup = await openPopup();
  await note(popup, 'Opens api.zapier.com.');
  await actions.signIn(popup);
  await popup.getByRole('option').first().click();
  await note(popup, '1 connection in this account');
  await note(await actions.openSettings(), 'Example');
  expect(new Set(arrows).size, arrows.join('\n')).toBe(1);
  expect(arrows[0]).toMatch(/^none 6px /);
});
