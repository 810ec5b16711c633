// `npm run bench`: how fast and how light the popup opens, beside a blank page, a React hello-world and its own
// elements rendered by Preact alone, and how fast it searches, beside other engines. `-- --part openings` or `search` for one of the two.
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { startDisplay } from '../../tests/e2e/harness/display';
import { openExtensionPage } from '../../tests/e2e/harness/extension-page';
import { assertPackagesFresh, unpackedId } from '../../tests/e2e/harness/packages';
import { startZapier } from '../../tests/zapier/zapier';
import { launchBrowser } from './browser';
import { browserCall } from './browser-call';
import { storeCatalogue } from './catalogue';
import { openFromToolbar, openInTab, type Subject } from './measure';
import { configure, showHome } from './product';
import { goals, type Round, type Series, table } from './report';
import { measureSearch, type SearchFigures, searchTable } from './search';
import { type Shown, shownIn } from './shown';
import { buildBare, prepareSubjects, SUBJECT_KEYS, SUBJECTS, type SubjectKey } from './subjects';

const RESULTS = join(import.meta.dirname, '..', '..', '.bench');

const { values } = parseArgs({ options: { runs: { type: 'string', default: '25' }, part: { type: 'string' } } });
/** An extension keeps one process as long as its browser runs, and its luck with it: so a few, for each figure. */
const BROWSERS = 5;

const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < BROWSERS || runs % BROWSERS > 0)
  throw new Error(`--runs takes a multiple of ${BROWSERS}.`);
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
    rounds.push(await measureOpenings('signed out', 'button[type=submit]', async () => undefined));
    rounds.push(await measureOpenings('home', '[role=combobox]', showHome));
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
  /** In the order in which they were loaded. */
  subjects: Map<SubjectKey, Subject>;
  /** A tab of none of them. */
  neutral: Page;
}

/** Starts one for a round of its own, so that nothing an earlier round left is in its heap. `first` is who is loaded first. */
async function inBrowser<T>(work: (running: Running) => Promise<T>, first = 0): Promise<T> {
  const order = rotated(SUBJECT_KEYS, first);
  const context = await launchBrowser({
    folder: await mkdtemp(join(folder, 'browser-')),
    extensions: order.map((key) => folders[key]),
    port: zapier.port,
    display: display?.name,
  });
  browserVersion = context.browser()?.version() ?? '';
  try {
    const subjects: Running['subjects'] = new Map();
    for (const key of order) subjects.set(key, await subject(context, key));
    // The last tab: the one that the browser shows when a measured page closes.
    const neutral = await context.newPage();
    const running = { context, subjects, neutral };
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

/** One of those that were loaded. */
function at({ subjects }: Running, key: SubjectKey): Subject {
  const found = subjects.get(key);
  if (!found) throw new Error(`${SUBJECTS[key]} was not loaded.`);
  return found;
}

async function subject(context: BrowserContext, key: SubjectKey): Promise<Subject> {
  const origin = `chrome-extension://${unpackedId(folders[key])}`;
  const driver = await openExtensionPage(context, `${origin}/manifest.json`);
  return { name: SUBJECTS[key], folder: folders[key], origin, driver, selector: 'input' };
}

/** Prepares the product in a page that is closed again: what its driver holds is in the heap that is measured. */
async function inPassing<T>(running: Running, work: (page: Page) => Promise<T>): Promise<T> {
  const page = await openExtensionPage(running.context, `${at(running, 'product').origin}/manifest.json`);
  const result = await work(page);
  await page.close();
  return result;
}

/**
 * Opens each in turns, so that the machine's load meets all of them alike.
 *
 * @param state what the product shows
 * @param selector the control that is then ready
 * @param prepare brings the product there, from one of its own pages
 */
async function measureOpenings(
  state: string,
  selector: string,
  prepare: (page: Page) => Promise<unknown>,
): Promise<Round> {
  const series = new Map<SubjectKey, Series>();
  for (const key of SUBJECT_KEYS)
    series.set(key, { name: key === 'product' ? `product, ${state}` : SUBJECTS[key], tab: [], popup: [] });
  await buildBare(
    folders,
    await inBrowser(async (running) => {
      await inPassing(running, prepare);
      return inPassing(running, (page) => look(page, at(running, 'product').origin, selector));
    }),
  );
  const turns = runs / BROWSERS;
  for (let browser = 0; browser < BROWSERS; browser++)
    await inBrowser(async (running) => {
      await inPassing(running, prepare);
      for (const key of ['bare', 'product'] as const) at(running, key).selector = selector;
      // The first turn warms the caches and is not counted.
      for (let turn = 0; turn <= turns; turn++) {
        for (const [key, one] of rotated([...running.subjects], turn)) {
          // A tab of a measured extension that goes out of sight would be work in that extension's own process.
          await running.neutral.bringToFront();
          const tab = await openInTab(running.context, one);
          const popup = await openFromToolbar(one);
          if (turn === 0) continue;
          series.get(key)?.tab.push(tab);
          series.get(key)?.popup.push(popup);
        }
        if (turn > 0) process.stderr.write(`\r${state}: ${browser * turns + turn} of ${runs}`);
      }
    }, browser);
  process.stderr.write('\n');
  const [floor, ...rest] = [...series.values()];
  if (!floor) throw new Error('Nothing was measured.');
  return { name: state, blank: floor, others: rest };
}

/** What the product shows. */
async function look(page: Page, origin: string, selector: string): Promise<Shown[]> {
  await page.goto(`${origin}/popup.html`);
  await expect(page.locator(selector)).toBeFocused();
  return page.evaluate<Shown[]>(browserCall(shownIn, 'document'));
}

function rotated<T>(list: T[], by: number): T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

async function search(running: Running): Promise<SearchFigures> {
  await inPassing(running, showHome);
  const stored = await inPassing(running, (page) => storeCatalogue(page, CATALOGUE_SIZE));
  return measureSearch(running.context, at(running, 'product'), stored, runs);
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
