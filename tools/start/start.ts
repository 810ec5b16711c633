import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { BROKER_HOST, MARIA, startZapier, type ZapierStandIn } from '../../tests/zapier/zapier';
import { openBrowser } from './browser';
import { guide } from './guide';
import { configure } from './settings';
import { type Report, walkThrough } from './walk-through';

const SCREENSHOTS = join(import.meta.dirname, '..', '..', 'test-results', 'start');

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const byBroker = process.argv.includes('--broker');
const headless = process.argv.includes('--headless') || Boolean(process.env.CI) || !hasDisplay;

const zapier = await startZapier({ signedIn: MARIA });
try {
  const browser = await openBrowser(zapier.port, headless);
  try {
    zapier.registerRedirectUri(browser.redirectUri);
    if (byBroker) {
      console.log(`Tokens go through the token broker of examples/, https://${BROKER_HOST}. Its log is indented.`);
      zapier.enableBroker({ log: (line) => console.log(`     ${line}`) });
    }
    const settings = browser.context.pages()[0] ?? (await browser.context.newPage());
    await settings.goto(browser.page('options.html'));
    await configure(settings, { byBroker });
    if (headless) {
      const report = await reporter();
      await report('Saved the settings', settings);
      await walkThrough(browser, zapier, report);
      if (byBroker) await tellTokens(settings);
      conclude(zapier);
    } else {
      await guide(browser, zapier);
    }
  } finally {
    await browser.close();
  }
} catch (error) {
  console.error(`\nThat did not work: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await zapier.close();
}

async function reporter(): Promise<Report> {
  await rm(SCREENSHOTS, { recursive: true, force: true });
  await mkdir(SCREENSHOTS, { recursive: true });
  let step = 0;
  return async (done: string, page: Page) => {
    step += 1;
    await page.screenshot({ path: join(SCREENSHOTS, `${step}.png`) });
    console.log(`${step}. ${done}`);
  };
}

/** Prints what kind of refresh token the browser holds, and not the token. */
async function tellTokens(settings: Page): Promise<void> {
  const kinds = await settings.evaluate<string[]>(`chrome.storage.session.get('tokens').then(({ tokens }) =>
    Object.values(tokens).map(({ refreshToken }) => refreshToken.startsWith('eyJ') ? 'sealed' : 'not sealed'))`);
  console.log(`\nThe refresh token in the browser is ${kinds.join(', ')}.`);
}

/** Prints what was created, but never credentials, not even the stand-in's. */
function conclude(zapier: ZapierStandIn): void {
  zapier.assertClean();
  const created = zapier.connections.at(-1);
  if (!created) throw new Error('Zapier holds no connection');
  console.log(`
Created at the Zapier stand-in:
  connection  ${created.id}
  title       ${created.title}
  app         ${created.app}
  account     ${created.owner.full_name}, ${created.owner.email}
Screenshots: ${SCREENSHOTS}`);
}
