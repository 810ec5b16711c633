// `npm run bench`: how fast and how light the popup opens, beside a blank page and a React hello-world, and
// how fast it searches, beside other engines. `-- --part openings` or `search` for one of the two.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BrowserContext, Page } from '@playwright/test';
import { startDisplay } from '../../tests/e2e/harness/display';
import { openExtensionPage } from '../../tests/e2e/harness/extension-page';
import { assertPackagesFresh, unpackedId } from '../../tests/e2e/harness/packages';
import { startZapier } from '../../tests/zapier/zapier';
import { launchBrowser } from './browser';
import { storeCatalogue } from './catalogue';
import { openFromToolbar, openInTab, type Subject } from './measure';
import { configure, showHome } from './product';
import { goals, type Round, type Series, table } from './report';
import { measureSearch, type SearchFigures, searchTable } from './search';
import { prepareSubjects } from './subjects';

const RESULTS = join(import.meta.dirname, '..', '..', '.bench');

const { values } = parseArgs({ options: { runs: { type: 'string', default: '25' }, part: { type: 'string' } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs takes a whole number from 1 on.');
const { part } = values;
if (part !== undefined && part !== 'openings' && part !== 'search') throw new Error('--part is openings or search.');

/** More than Zapier has. */
const CATALOGUE_SIZE = 10_000;

assertPackagesFresh();
const folder = await realpath(await mkdtemp(join(tmpdir(), 'quick-connect-bench-')));
const folders = await prepareSubjects(folder);
const zapier = await startZapier();
const display = process.platform === 'linux' ? await startDisplay(folder) : undefined;
let browserVersion = '';
try {
  const rounds: Round[] = [];
  if (part !== 'search') {
    const signedOut = { name: 'product, signed out', selector: 'button[type=submit]' };
    rounds.push(await inBrowser((running) => round(running, 'signed out', signedOut)));
    const home = { name: 'product, home', selector: '[role=combobox]' };
    rounds.push(
      await inBrowser(async (running) => {
        await inPassing(running, showHome);
        return round(running, 'home', home);
      }),
    );
  }
  const searched = part === 'openings' ? null : await inBrowser(search);
  zapier.assertClean();
  await report(rounds, searched);
} finally {
  await display?.close();
  await zapier.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}

/** A browser with the extensions that are compared. */
interface Running {
  context: BrowserContext;
  blank: Subject;
  react: Subject;
  product: Subject;
}

/** Starts one for a round of its own, so that nothing an earlier round left is in its heap. */
async function inBrowser<T>(work: (running: Running) => Promise<T>): Promise<T> {
  const context = await launchBrowser({
    folder: await mkdtemp(join(folder, 'browser-')),
    extensions: Object.values(folders),
    port: zapier.port,
    display: display?.name,
  });
  browserVersion = context.browser()?.version() ?? '';
  try {
    const blank = await subject(context, 'blank page', folders.blank, 'input');
    const react = await subject(context, 'React hello-world', folders.react, 'input');
    const running = { context, blank, react, product: await subject(context, 'product', folders.product, '') };
    await inPassing(running, async (page) => {
      await configure(page);
      // From now on the background would read the stand-in's directory, and opening the popup reads none of it.
      await storeCatalogue(page, 0);
    });
    return await work(running);
  } finally {
    await context.close();
  }
}

async function subject(context: BrowserContext, name: string, extension: string, selector: string): Promise<Subject> {
  const origin = `chrome-extension://${unpackedId(extension)}`;
  const driver = await openExtensionPage(context, `${origin}/manifest.json`);
  return { name, folder: extension, origin, driver, selector };
}

/** Prepares the product in a page that is closed again: what its driver holds is in the heap that is measured. */
async function inPassing<T>({ context, product }: Running, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await openExtensionPage(context, `${product.origin}/manifest.json`);
  const result = await work(page);
  await page.close();
  return result;
}

/** Opens each in turns, so that the machine's load meets all of them alike. */
async function round(
  { context, blank, react, product }: Running,
  name: string,
  state: Pick<Subject, 'name' | 'selector'>,
): Promise<Round> {
  const subjects = [blank, react, { ...product, ...state }];
  const series = new Map<Subject, Series>(subjects.map((one) => [one, { name: one.name, tab: [], popup: [] }]));
  // The first turn warms the caches and is not counted.
  for (let turn = 0; turn <= runs; turn++) {
    const shift = turn % subjects.length;
    for (const one of [...subjects.slice(shift), ...subjects.slice(0, shift)]) {
      const tab = await openInTab(context, one);
      const popup = await openFromToolbar(one);
      if (turn === 0) continue;
      series.get(one)?.tab.push(tab);
      series.get(one)?.popup.push(popup);
    }
    if (turn > 0) process.stderr.write(`\r${name}: ${turn} of ${runs}`);
  }
  process.stderr.write('\n');
  const [floor, ...rest] = [...series.values()];
  if (!floor) throw new Error('Nothing was measured.');
  return { name, blank: floor, others: rest };
}

async function search(running: Running): Promise<SearchFigures> {
  await inPassing(running, showHome);
  const stored = await inPassing(running, (page) => storeCatalogue(page, CATALOGUE_SIZE));
  return measureSearch(running.context, running.product, stored, runs);
}

async function report(rounds: Round[], searched: SearchFigures | null): Promise<void> {
  const text = [
    `Chromium ${browserVersion}, ${cpus().length} CPUs, ${runs} runs each, medians / p95s`,
    ...rounds.map(table),
    ...rounds.flatMap(({ blank, others }) =>
      others.filter(({ name }) => name.startsWith('product')).map((series) => goals(series, blank)),
    ),
    ...(searched ? [searchTable(searched)] : []),
  ].join('\n\n');
  await mkdir(RESULTS, { recursive: true });
  await writeFile(join(RESULTS, 'bench.txt'), `${text}\n`);
  await writeFile(join(RESULTS, 'bench.json'), JSON.stringify({ browserVersion, runs, rounds, searched }, null, 2));
  process.stdout.write(`${text}\n`);
}
