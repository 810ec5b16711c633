import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** axe rules that depend on colours; all others give the same result in both colour schemes. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * Takes screenshots of a screen in light and dark colours, and checks that nothing overflows sideways and that axe
 * finds nothing.
 */
export async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const path = `test-results/screens/${name}-${colorScheme}.png`;
    await page.screenshot({ path, animations: 'disabled' });
    expect(await scrolledSideways(page), `${name}: wider than its place`).toEqual([]);
    // Legacy mode runs in the page itself, which has no frames; the other mode opens another page for every check.
    const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const { violations } = await (colorScheme === 'light' ? axe : axe.withRules(ABOUT_COLOURS)).analyze();
    const found = violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target).join(' ')}`);
    expect(found, `${name} in ${colorScheme} colours`).toEqual([]);
  }
}

/** Returns elements that scroll sideways, except single-line inputs and text areas. */
function scrolledSideways(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(':not(input, textarea)')]
      .filter((box) => box === document.documentElement || /auto|scroll/.test(getComputedStyle(box).overflowX))
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ localName, className }) => `${localName} ${className}`),
  );
}
