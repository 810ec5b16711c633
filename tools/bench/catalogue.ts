import type { Page } from '@playwright/test';
import { packPage } from '../../lib/shared/directory/page';
import type { CatalogueState } from '../../lib/shared/directory/store';
import { createCatalogue } from '../../tests/zapier/apps/catalogue';

const PAGE = 100;

/**
 * Stores a catalogue of so many apps as the background would have read it from the stand-in, complete
 * and fresh, so that the background has nothing to do. Answers how many KiB it takes.
 */
export async function storeCatalogue(page: Page, size: number): Promise<number> {
  const apps = createCatalogue(size)
    .filter(({ definition }) => definition === null)
    .slice(0, size)
    .map(({ app: { id, title, description, images } }) => ({
      id,
      title,
      description,
      iconUrl: images.url_32x32 || null,
    }));
  const pages = Array.from({ length: Math.ceil(apps.length / PAGE) }, (_, at) =>
    packPage(apps.slice(at * PAGE, (at + 1) * PAGE)),
  );
  const state: CatalogueState = {
    complete: { id: 1, pages: pages.length, apps: apps.length, readAt: Date.now() },
    growing: null,
    outdated: null,
  };
  const items = { catalogue: state, ...Object.fromEntries(pages.map((page, at) => [`catalogue/1/${at}`, page])) };
  await page.evaluate(`chrome.storage.local.set(${JSON.stringify(items)})`);
  const bytes = await page.evaluate<number>(
    `chrome.storage.local.getBytesInUse(${JSON.stringify(Object.keys(items))})`,
  );
  return bytes / 1024;
}
