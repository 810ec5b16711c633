import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Keeps a picture of a screen in these colours, and has axe find nothing on it. */
export async function look(page: Page, colorScheme: 'light' | 'dark', name: string): Promise<void> {
  const path = `test-results/screens/${name}-${colorScheme}.png`;
  await page.emulateMedia({ colorScheme });
  await page.screenshot({ path, animations: 'disabled' });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes.map(({ target }) => target).join(' ')}`)).toEqual(
    [],
  );
}
