import type { Extension } from './harness/extension';

/** Fills a storage area as far as possible. Returns a function that frees the space again. */
export async function fillUp(extension: Extension, area: 'local' | 'session'): Promise<() => Promise<void>> {
  await extension.evaluate(async (browser, name) => {
    const storage = browser.storage[name];
    let number = 0;
    for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2))
      for (let hasRoom = true; hasRoom; )
        hasRoom = await storage.set({ [`ballast/${number++}`]: 'x'.repeat(size) }).then(
          () => number < 200,
          () => false,
        );
  }, area);
  return () =>
    extension.evaluate(async (browser, name) => {
      const keys = Object.keys(await browser.storage[name].get());
      await browser.storage[name].remove(keys.filter((key) => key.startsWith('ballast/')));
    }, area);
}
