import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, test } from '@playwright/test';
import { makePackage } from '../../tools/package/make';
import { openExtensionPage } from './harness/extension-page';
import { browserEnvironment } from './harness/launch';
import { packagePath } from './harness/packages';
import { CHROMIUM_POLICIES, writePolicyLauncher } from './harness/policy-launcher';
import { SOON } from './harness/soon';

test('a policy installs the signed package from the company’s own server, with its settings in force', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'quick-connect-forced-'));
  const to = join(folder, 'out');
  const server = createServer(async ({ url = '' }, response) => {
    // Chromium adds what it is and which version it has.
    const { pathname } = new URL(url, 'http://127.0.0.1');
    response.end(await readFile(join(to, pathname.slice(1))).catch(() => ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { id } = makePackage({
    zip: packagePath('chrome'),
    key: join(folder, 'key.pem'),
    url,
    to,
    root: process.cwd(),
  });
  const install = JSON.parse(await readFile(join(to, 'install-policy.json'), 'utf8'));
  const text = JSON.stringify({
    ...install,
    // Otherwise no tool may look into an extension that a policy has installed, and no test either.
    DeveloperToolsAvailability: 1,
    '3rdparty': { extensions: { [id]: { clientId: 'ruled' } } },
  });
  const program = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: await writePolicyLauncher({ folder, program, paths: CHROMIUM_POLICIES, text }),
    env: browserEnvironment(folder, undefined),
    // Both would keep Chromium from fetching what the policy names.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-background-networking'],
    // Nothing but this computer is reached.
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
  });
  try {
    // A tab that waits for an extension's page is closed when the extension arrives.
    const isInstalled = () => context.serviceWorkers().some((worker) => new URL(worker.url()).host === id);
    await expect.poll(isInstalled, { ...SOON, message: 'the package is installed' }).toBe(true);
    const settings = await openExtensionPage(context, `chrome-extension://${id}/options.html`);
    const clientId = settings.getByRole('textbox', { name: 'Client ID', exact: true });
    await expect(clientId).toHaveValue('ruled');
    await expect(clientId).not.toBeEditable();
    const { installType } = await settings.evaluate<{ installType: string }>('chrome.management.getSelf()');
    expect(installType).toBe('admin');
    const redirect = await settings.evaluate<string>('chrome.identity.getRedirectURL()');
    expect(redirect).toBe(`https://${id}.chromiumapp.org/`);
  } finally {
    await context.close();
    server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
});
