// Opening the popup, signed out and at home, in a tab and from the toolbar, beside a blank page and a React
// hello-world. The time is that from the start of the page's navigation until its first control is painted and has the
// focus.
import type { Page } from '@playwright/test';
import type { Browser as Api } from 'webextension-polyfill';
import { BLANK, type Browser, EXTENSIONS, OURS, REACT, signIn, type Who } from './browser';
import type { Subject } from './report';

declare const chrome: Api;

/** How often each is opened in one browser. A round before that warms up and is not counted. */
const TURNS = 3;

export const opening: Subject = {
  title: 'Popup painted and focused',
  columns: [OURS, BLANK, REACT],
  statistics: ['median'],
  async measure(browser, note) {
    const drivers = new Map<Who, Page>();
    for (const who of EXTENSIONS) drivers.set(who, await browser.open(who, 'manifest.json'));
    // Shown before each tab opens: hiding a tab of the measured extension would be work in that extension's process.
    const neutral = await browser.context.newPage();
    /** Measures all three in turns. `control` is what the extension focuses first. */
    const measureState = async (state: string, control: string) => {
      for (let turn = 0; turn <= TURNS; turn++)
        // Each round starts with another one.
        for (const [who, driver] of [...drivers, ...drivers].slice(turn % 3).slice(0, 3)) {
          const selector = who === OURS ? control : 'input';
          await neutral.bringToFront();
          const inTab = await openInTab(browser, who, selector);
          await driver.bringToFront();
          const fromToolbar = await driver.evaluate(openFromToolbar, selector);
          if (turn === 0) continue;
          note(`${state}, in a tab`, who, inTab);
          note(`${state}, from the toolbar`, who, fromToolbar);
        }
    };
    await measureState('signed out', 'button[type=submit]');
    await (await signIn(browser)).close();
    await measureState('home with three apps', '[role=combobox]');
  },
};

async function openInTab({ open, origins }: Browser, who: Who, selector: string): Promise<number> {
  // Brings the tab into the extension's process first, so that this is not part of the time.
  const page = await open(who, 'manifest.json');
  const isFocused = `() => document.activeElement?.matches(${JSON.stringify(selector)})`;
  await page.addInitScript(`globalThis.ready = whenPainted(window, ${isFocused})`);
  await page.goto(`${origins[who]}/popup.html`);
  const ready = await page.evaluate<number>('ready');
  await page.close();
  return ready;
}

/** Runs in another page of the same extension: no debugger reaches the toolbar's popup before it is open. */
async function openFromToolbar(selector: string): Promise<number> {
  const views = () => chrome.extension.getViews({ type: 'popup' }) as Window[];
  const until = <T>(find: () => T | undefined) =>
    new Promise<T>((resolve) => {
      const look = () => {
        const found = find();
        if (found === undefined) setTimeout(look, 4);
        else resolve(found);
      };
      look();
    });
  const opening = chrome.action.openPopup();
  const popup = await until(() => views().find(({ location }) => location.pathname === '/popup.html'));
  const ready = await whenPainted(popup, () => popup.document.activeElement?.matches(selector));
  await opening;
  popup.close();
  await until(() => (views().length === 0 ? true : undefined));
  return ready;
}
