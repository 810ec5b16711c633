import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firefox } from '@playwright/test';
import { GECKO_ID } from '../../../lib/shared/extension-ids';
import { FirefoxWindows } from './firefox-windows';
import { browserEnvironment, type Launched, type LaunchOptions } from './launch';
import { packagePath } from './packages';
import { FIREFOX_POLICIES, writePolicyLauncher } from './policy-launcher';

/** Internal add-on ids by profile: Firefox keeps the first one it was given. */
const internalIds = new Map<string, string>();

/** Starts Firefox with the unchanged store zip in its profile. */
export async function launchFirefox(options: LaunchOptions): Promise<Launched> {
  const profile = join(options.folder, 'profile');
  const home = join(options.folder, 'home');
  const program = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';
  const text = options.policyFile;
  const internalId = internalIds.get(profile) ?? randomUUID();
  internalIds.set(profile, internalId);
  await mkdir(home, { recursive: true });
  await installExtension(profile);
  if (options.policy) await writePolicy(home, options.policy);
  const context = await firefox.launchPersistentContext(profile, {
    // Playwright's name for an unpatched Firefox, driven through WebDriver BiDi.
    channel: 'moz-firefox',
    executablePath:
      text === undefined
        ? program
        : await writePolicyLauncher({ folder: options.folder, program, paths: FIREFOX_POLICIES, text }),
    headless: !options.headed,
    ignoreHTTPSErrors: true,
    env: browserEnvironment(home, options.display),
    // Otherwise Firefox refuses to navigate to moz-extension: pages.
    args: ['--remote-allow-system-access'],
    firefoxUserPrefs: {
      ...EXTENSION_PREFERENCES,
      ...QUIET_PREFERENCES,
      'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: internalId }),
      'network.dns.forceResolve': '127.0.0.1',
      'network.socket.forcePort': `443=${options.port}`,
      ...(options.backgroundIdleTimeout === undefined
        ? {}
        : { 'extensions.background.idle.timeout': options.backgroundIdleTimeout }),
    },
  });
  const host = createHash('sha1').update(GECKO_ID).digest('hex');
  return {
    context,
    origin: `moz-extension://${internalId}`,
    redirectUri: `https://${host}.extensions.allizom.org/`,
    windows: new FirefoxWindows(context, options),
  };
}

/** Lets Firefox install and enable an unsigned extension from the profile. */
const EXTENSION_PREFERENCES = {
  'xpinstall.signatures.required': false,
  'extensions.autoDisableScopes': 0,
  'extensions.enabledScopes': 15,
  // The harness's own page is a JSON file, and Firefox's JSON viewer has no extension APIs.
  'devtools.jsonview.enabled': false,
};

/** Stops Firefox from contacting Mozilla, opening pages and asking questions. */
const QUIET_PREFERENCES = {
  'app.update.disabledForTesting': true,
  'browser.newtabpage.enabled': false,
  // Otherwise a page navigated away from would stay alive for going back.
  'browser.sessionhistory.max_total_viewers': 0,
  'browser.region.network.url': '',
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  // Grants permissions requested in a click without a prompt, which tests could not answer.
  'extensions.webextOptionalPermissionPrompts': false,
  'signon.rememberSignons': false,
  'toolkit.telemetry.server': 'data:,',
};

async function installExtension(profile: string): Promise<void> {
  const target = join(profile, 'extensions', `${GECKO_ID}.xpi`);
  // A newer file would make Firefox update the add-on in a profile that already has it.
  if (existsSync(target)) return;
  await mkdir(join(profile, 'extensions'), { recursive: true });
  await copyFile(packagePath('firefox'), target);
}

async function writePolicy(home: string, policy: Record<string, unknown>): Promise<void> {
  const folder = join(home, '.mozilla', 'managed-storage');
  await mkdir(folder, { recursive: true });
  const manifest = { name: GECKO_ID, description: 'Policy of a test', type: 'storage', data: policy };
  await writeFile(join(folder, `${GECKO_ID}.json`), JSON.stringify(manifest));
}
