import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import { browserCall } from './browser-call';
import type { Comparison } from './compare';
import type { Subject } from './measure';
import { KEYSTROKES } from './queries';
import { aligned } from './report';
import { median, p95 } from './statistics';

/** What searching the catalogue takes. */
export interface SearchFigures extends Comparison {
  /** Milliseconds from a key to the end of the frame that shows its list, for each key. */
  keys: number[];
  /** KiB of storage. */
  stored: number;
}

/** One frame at 60 Hz, in milliseconds. */
const GOAL = 16;

/** Searches in the packaged popup, and with other engines beside it. */
export async function measureSearch(
  context: BrowserContext,
  product: Subject,
  stored: number,
  runs: number,
): Promise<SearchFigures> {
  const compared = await product.driver.evaluate<Comparison>(`${await bundle()}; bench.compare(${runs})`);
  const keys: number[] = [];
  const page = await context.newPage();
  await page.goto(`${product.origin}/popup.html`);
  await page.bringToFront();
  await page.getByRole('combobox').press('Shift');
  await type(page, KEYSTROKES);
  for (let run = 0; run < runs; run++) keys.push(...(await type(page, KEYSTROKES)));
  await page.close();
  return { ...compared, keys, stored };
}

/** The figures as a table. */
export function searchTable({ apps, keys, stored, loads, engines }: SearchFigures): string {
  const both = (values: number[]) => `${median(values).toFixed(1)} / ${p95(values).toFixed(1)}`;
  const rows = [
    [`${apps} apps, median / p95 ms`, 'a search', 'start', 'HubSpot for "hubpsot"'],
    ...engines.map(({ name, searches, start, typo }) => [
      name,
      both(searches),
      start.toFixed(1),
      typo ? `place ${typo}` : 'not found',
    ]),
  ];
  return [
    aligned(rows),
    '',
    `${p95(keys) <= GOAL ? '✔' : '✘'} key to painted list ${both(keys)} ms (goal: p95 ${GOAL}), ${keys.length} keys`,
    `catalogue read from storage and ready ${both(loads)} ms, ${stored.toFixed(0)} KiB stored`,
  ].join('\n');
}

/** Types into the search box, a key at the beginning of a frame, and answers what each took. */
function type(page: Page, texts: string[]): Promise<number[]> {
  return page.evaluate<number[]>(browserCall(pressKeys, JSON.stringify(texts)));
}

async function pressKeys(texts: string[]): Promise<number[]> {
  const input = document.querySelector<HTMLInputElement>('[role=combobox]');
  if (!input) throw new Error('There is no search box.');
  const press = (text: string) =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const before = performance.now();
        input.value = text;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        // A task that is posted in a frame runs when that frame has been painted.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - before);
        port2.postMessage(null);
      });
    });
  const taken: number[] = [];
  for (const text of texts) taken.push(await press(text));
  const listed = document.querySelectorAll('[role=option]').length;
  if (listed > 0) throw new Error(`The last query has no hit, yet ${listed} are listed.`);
  await press(texts[0] ?? '');
  return taken;
}

/** The comparison with everything it needs, as one script. */
async function bundle(): Promise<string> {
  const root = join(import.meta.dirname, '..', '..');
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: { entry: join(import.meta.dirname, 'compare.ts'), formats: ['iife'], name: 'bench' },
    },
  });
  const output = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  const chunk = output.find((file) => file.type === 'chunk');
  if (!chunk) throw new Error('The comparison was not bundled.');
  return chunk.code;
}
