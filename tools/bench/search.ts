import { join } from 'node:path';
import type { BrowserContext, CDPSession } from '@playwright/test';
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
  /** Milliseconds that the main thread was on the processor for each. */
  work: number[];
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
  const work: number[] = [];
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(`${product.origin}/popup.html`);
  await page.bringToFront();
  await page.getByRole('combobox').press('Shift');
  await page.evaluate(browserCall(prepareKeys));
  // The first run warms up and is not counted.
  for (let run = 0; run <= runs; run++)
    for (const text of KEYSTROKES) {
      const before = await processorTime(session);
      const taken = await page.evaluate<number>(`benchPress(${JSON.stringify(text)})`);
      const after = await processorTime(session);
      if (run === 0) continue;
      keys.push(taken);
      work.push(after - before);
    }
  const listed = await page.getByRole('option').count();
  if (listed > 0) throw new Error(`The last query has no hit, yet ${listed} are listed.`);
  await page.close();
  return { ...compared, keys, work, stored };
}

/** The figures as a table. */
export function searchTable({ apps, keys, work, stored, loads, engines }: SearchFigures): string {
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
    `of it on the processor ${both(work)} ms`,
    `catalogue read from storage and ready ${both(loads)} ms, ${stored.toFixed(0)} KiB stored`,
  ].join('\n');
}

/** Milliseconds that the page's main thread has been on the processor so far; what else the machine does does not count. */
async function processorTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
}

/** Gives the page a function that types into the search box at the beginning of a frame, and answers when that is painted. */
function prepareKeys(): void {
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
  Object.assign(globalThis, { benchPress: press });
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
