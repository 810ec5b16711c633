import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What other colours may change; everything else that axe looks for is in both the same. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

/** Keeps pictures of a screen in light and in dark colours, has nothing stick out sideways, and axe find nothing on it. */
export async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const path = `test-results/screens/${name}-${colorScheme}.png`;
    await page.screenshot({ path, animations: 'disabled' });
    expect(await scrolledSideways(page), `${name}: wider than its place`).toEqual([]);
    // In the page itself, which has no frames: the other mode puts a page before it for every look.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(ABOUT_COLOURS)).analyze();
    const found = violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target).join(' ')}`);
    expect(found, `${name} in ${colorScheme} colours`).toEqual([]);
  }
}

/** What can be scrolled sideways though it holds more than one line. */
function scrolledSideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(':not(input, textarea)')]
      .filter((box) => box === document.documentElement || /auto|scroll/.test(getComputedStyle(box).overflowX))
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ localName, className }) => `${localName} ${className}`),
  );
}
