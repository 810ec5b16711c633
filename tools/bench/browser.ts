import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { POPUP_SIZE } from '../../tests/e2e/harness/actions';
import { browserEnvironment } from '../../tests/e2e/harness/launch';

/** Starts a Chromium with several extensions, its windows on the display. */
export async function launchBrowser(options: {
  folder: string;
  extensions: string[];
  /** Where every host name leads. */
  port: number;
  display: string | undefined;
}): Promise<BrowserContext> {
  const home = join(options.folder, 'home');
  await mkdir(home);
  const extensions = options.extensions.join(',');
  return chromium.launchPersistentContext(join(options.folder, 'profile'), {
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless: false,
    viewport: POPUP_SIZE,
    env: browserEnvironment(home, options.display),
    args: [
      `--disable-extensions-except=${extensions}`,
      `--load-extension=${extensions}`,
      `--host-resolver-rules=MAP * 127.0.0.1:${options.port}`,
      '--ignore-certificate-errors',
    ],
  });
}
