// A keystroke in Search over a directory of 10,000 apps, more than Zapier has, beside the same keystroke in two text
// inputs that echo what is typed: a bare one that shows the length of its text, and React's. The time is that from the
// key until its effect is painted, without the wait for the screen's next frame, which is the same for all of them.
import { expect, type Page } from '@playwright/test';
import { BLANK, type Browser, OURS, REACT, signIn } from './browser';
import type { Subject } from './report';

const APPS = 10_000;

/** Common and rare words, from every place in a title, misspelt ones, and one that no app has. */
const QUERIES = ['hubspot', 'hubpsot', 'google sheets', 'mail', 'unicode', 'gs', 'rocket invoice', 'slcak', 'xyzzy'];

/** How often everything is typed in one browser. A round before that warms up and is not counted. */
const TURNS = 1;

const BARE = 'bare text input';

interface Painted {
  milliseconds: number;
  /** Whether nothing else had changed when the next frame began. */
  isWhole: boolean;
}

export const search: Subject = {
  title: 'Keystroke in Search',
  columns: [OURS, BARE, REACT],
  statistics: ['median', 'p95'],
  async measure(browser, note) {
    const home = await signIn(browser);
    await readDirectory(home, browser);
    const bare = await browser.open(BLANK, 'popup.html');
    await bare.evaluate(echoLength);
    const pages = Object.entries({ [OURS]: home, [BARE]: bare, [REACT]: await browser.open(REACT, 'popup.html') });
    for (const [, page] of pages) await page.evaluate(timeKeys);
    for (let turn = 0; turn <= TURNS; turn++)
      for (const [who, page] of pages) {
        await page.bringToFront();
        await page.locator('input').focus();
        for (const query of QUERIES) {
          await page.keyboard.press('ControlOrMeta+A');
          for (const letter of query) {
            await page.keyboard.press(letter);
            const { milliseconds, isWhole } = await page.evaluate<Painted>('painted');
            if (turn === 0) continue;
            if (!isWhole) throw new Error(`${who} went on to change after it had painted "${letter}" of "${query}".`);
            note('from the key to the painted list', who, milliseconds);
          }
        }
      }
    // The list did follow the keys: no app matches the last query.
    await expect(home.getByRole('option')).toHaveCount(0);
  },
};

/** Makes the extension read the stand-in's whole directory. */
async function readDirectory(page: Page, { zapier }: Browser): Promise<void> {
  zapier.fillDirectory(APPS);
  await page.evaluate("chrome.storage.local.remove('catalogue')");
  // The extension limits how much it reads in a minute, so it has to forget what it has read.
  const grow = `(async ({ alarms, storage }) => {
    await storage.session.remove('requests');
    await alarms.create('catalogue', { when: Date.now() });
    return (await storage.local.get('catalogue')).catalogue?.complete?.apps ?? 0;
  })(chrome)`;
  await expect.poll(() => page.evaluate<number>(grow), { timeout: 60_000, intervals: [500] }).toBe(APPS);
}

/** Runs in the blank page: gives it an output that shows how long the text is. */
function echoLength(): void {
  const echo = document.body.appendChild(document.createElement('output'));
  document.addEventListener('input', ({ target }) => {
    echo.textContent = String((target as HTMLInputElement).value.length);
  });
}

/** Runs in a page: from now on its `painted` is about the latest key. */
function timeKeys(): void {
  let handled = 0;
  const shown = () => document.body.textContent;
  const key = () => {
    const pressed = performance.now();
    const painted = new Promise<Painted>((resolve) => {
      requestAnimationFrame(() => {
        const frame = performance.now();
        // A task that is posted in a frame runs when that frame has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          const milliseconds = handled - pressed + performance.now() - frame;
          const before = shown();
          requestAnimationFrame(() => resolve({ milliseconds, isWhole: shown() === before }));
        };
        port2.postMessage(null);
      });
    });
    Object.assign(globalThis, { painted });
  };
  addEventListener('keydown', key, { capture: true });
  // The last listener to be called. Preact and React have rendered by then, in microtasks after theirs.
  addEventListener('input', () => {
    handled = performance.now();
  });
}
