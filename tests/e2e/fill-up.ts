import type { Extension } from './harness/extension';

/** Uses up what room an area has, but for the least that is left of it. Answers with the way to give it back. */
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
