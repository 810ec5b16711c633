// `npm run bench` measures how long it takes to open the popup, to type a key in Search, to paste 64 KB, to connect an
// app, to list 50 customers and to refresh tokens through the broker, and compares each with less in the same browser. `-- --runs 3` is
// shorter, `-- --part search` one subject.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDisplay } from '../../tests/e2e/harness/display';
import { assertPackagesFresh } from '../../tests/e2e/harness/packages';
import { MARIA, startZapier } from '../../tests/zapier/zapier';
import { broker } from './broker';
import { prepareExtensions, startBrowser } from './browser';
import { connect } from './connect';
import { customers } from './customers';
import { opening } from './opening';
import { paste } from './paste';
import { createFigures, type Figures, type Subject, summary, table } from './report';
import { search } from './search';

/** After this many milliseconds a browser is closed, so that nothing waits for it for ever. */
const LONGEST_MS = 120_000;

const parts: Record<string, Subject> = { opening, search, paste, connect, customers, broker };
const { values } = parseArgs({ options: { runs: { type: 'string', default: '7' }, part: { type: 'string' } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1 || runs > 100) throw new Error('--runs takes a number from 1 to 100.');
const subjects = Object.entries(parts).flatMap(([name, subject]) => (name === (values.part ?? name) ? [subject] : []));
if (subjects.length === 0) throw new Error(`--part is one of ${Object.keys(parts).join(', ')}.`);

assertPackagesFresh();
const folder = await realpath(await mkdtemp(join(tmpdir(), 'quick-connect-bench-')));
const extensions = await prepareExtensions(folder);
const zapier = await startZapier({ rateLimit: false, signedIn: MARIA, consent: 'allow' });
const display = process.platform === 'linux' ? await startDisplay(folder) : undefined;
let version = '';

/** Measures one subject in a new browser: a process may be fast or slow by luck, and stays until its browser ends. */
async function measure(subject: Subject): Promise<Figures> {
  zapier.reset();
  const browser = await startBrowser({ folder, extensions, zapier, display: display?.name });
  version = browser.context.browser()?.version() ?? '';
  const timer = setTimeout(() => void browser.context.close(), LONGEST_MS);
  const figures = createFigures();
  try {
    await subject.measure(browser, figures.note);
    zapier.assertClean();
    return figures.all;
  } finally {
    clearTimeout(timer);
    await browser.context.close();
  }
}

try {
  const measured = subjects.map((subject) => ({ subject, runs: [] as Figures[] }));
  for (let run = 1; run <= runs; run++)
    for (const { subject, runs: done } of measured) {
      process.stderr.write(`\rrun ${run} of ${runs}: ${subject.title.padEnd(60)}`);
      done.push(await measure(subject));
    }
  process.stderr.write('\n');
  const machine = `Chromium ${version}, ${cpus().length} CPUs`;
  const head = `${machine}, ${runs} runs, each subject in a new browser per run. Times are in milliseconds.`;
  const tables = measured.map(({ subject, runs: done }) => table(subject, done));
  process.stdout.write(`${[head, ...tables, summary(measured)].join('\n\n')}\n`);
} finally {
  await display?.close();
  await zapier.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
}
