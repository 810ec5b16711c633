import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { browserCall } from './browser-call';
import { whenReady } from './readiness';

/** A popup in one state. */
export interface Subject {
  name: string;
  /** Where the extension lies. */
  folder: string;
  /** `chrome-extension://…`, without a slash at its end. */
  origin: string;
  /** A page of the extension's that stays open and runs nothing. */
  driver: Page;
  /** The control that has to be painted and focused. */
  selector: string;
}

/** One opening in a tab. */
export interface TabOpening {
  /** Milliseconds from navigation until painted and focused. */
  ready: number;
  /** Milliseconds from navigation. */
  firstContentfulPaint: number;
  /** Milliseconds the main thread was on the processor, until idle. */
  taskTime: number;
  /** KiB of JavaScript heap after a garbage collection. */
  heap: number;
  /** KiB of the page, JavaScript and CSS that were loaded, each file compressed by gzip. */
  code: number;
  elements: number;
}

/** One opening from the toolbar. */
export interface PopupOpening {
  /** Milliseconds from the call that opens it until painted and focused. */
  opening: number;
  /** Milliseconds from its own navigation until painted and focused. */
  ready: number;
  /** Milliseconds from its own navigation. */
  firstContentfulPaint: number;
}

/** Opens the popup's page in a tab, measures and closes it. */
export async function openInTab(context: BrowserContext, subject: Subject): Promise<TabOpening> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  // Into the extension's process first, whose work is counted from here on.
  await page.goto(`${subject.origin}/manifest.json`);
  await session.send('Page.enable');
  // Time on the processor, which what else the machine does does not lengthen.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.addInitScript(
    `globalThis.benchReady = ${browserCall(whenReady, 'window', JSON.stringify(subject.selector))}`,
  );
  const workBefore = await metric('TaskDuration');

  await page.goto(`${subject.origin}/popup.html`, { waitUntil: 'load' });
  const ready = await page.evaluate<number>('benchReady');
  const elements = await page.evaluate(() => document.querySelectorAll('*').length);
  await page.evaluate(
    () => new Promise<void>((resolve) => requestIdleCallback(() => requestIdleCallback(() => resolve()))),
  );
  const taskTime = ((await metric('TaskDuration')) - workBefore) * 1000;
  const firstContentfulPaint = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  );
  // Before the garbage collection, which also forgets what was loaded.
  const code = (await loadedCode(session, subject.folder)) / 1024;
  await session.send('HeapProfiler.collectGarbage');
  const heap = (await metric('JSHeapUsedSize')) / 1024;
  await page.close();
  return { ready, firstContentfulPaint, taskTime, heap, code, elements };

  async function metric(name: string): Promise<number> {
    const { metrics } = await session.send('Performance.getMetrics');
    const found = metrics.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`Chromium gives no ${name}.`);
    return found.value;
  }
}

/** Bytes of the page, which may hold a stylesheet, and of the scripts and stylesheets it loaded, each compressed by gzip. */
async function loadedCode(session: CDPSession, folder: string): Promise<number> {
  const { frameTree } = await session.send('Page.getResourceTree');
  const code = frameTree.resources.filter(({ type }) => type === 'Script' || type === 'Stylesheet');
  const urls = [frameTree.frame.url, ...code.map(({ url }) => url)];
  const files = await Promise.all(urls.map((url) => readFile(join(folder, new URL(url).pathname))));
  return files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
}

/** Opens the toolbar's popup, measures and closes it. */
export async function openFromToolbar(subject: Subject): Promise<PopupOpening> {
  await subject.driver.bringToFront();
  return subject.driver.evaluate(browserCall(measurePopup, JSON.stringify(subject.selector), String(whenReady)));
}

/** Runs in a page of the extension's, as no debugger reaches a popup before it is open. */
async function measurePopup(selector: string, ready: typeof whenReady): Promise<PopupOpening> {
  const { action, extension } = (
    globalThis as unknown as {
      chrome: {
        action: { openPopup(): Promise<void> };
        extension: { getViews(filter: { type: 'popup' }): (Window & typeof globalThis)[] };
      };
    }
  ).chrome;
  const views = () => extension.getViews({ type: 'popup' });
  const until = <T>(find: () => T | undefined) =>
    new Promise<T>((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) setTimeout(look, 4);
        else resolve(found);
      };
      look();
    });

  const called = performance.timeOrigin + performance.now();
  const opening = action.openPopup();
  const popup = await until(() => views().find((view) => view.location.pathname === '/popup.html'));
  const readyAt = await ready(popup, selector);
  await opening;
  const paint = await until(() => popup.performance.getEntriesByName('first-contentful-paint')[0]);
  const result = {
    opening: popup.performance.timeOrigin + readyAt - called,
    ready: readyAt,
    firstContentfulPaint: paint.startTime,
  };
  popup.close();
  await until(() => (views().length === 0 ? true : undefined));
  return result;
}
