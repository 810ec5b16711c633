import { readFile } from 'node:fs/promises';
import { findChromium, findFirefox, findOpenbox, findXvfb } from './browsers.mjs';
import { dependencyCommand, mustRun, ROOT, run } from './run.mjs';

/** Time limit for downloads and package managers, in milliseconds, before the next way is tried. */
const INSTALL_TIMEOUT = 5 * 60_000;

/** Installs the npm packages of package-lock.json unless exactly those are installed. */
export async function ensureDependencies() {
  if (await dependenciesAreInstalled()) return;
  console.log('Installing dependencies (npm ci) …');
  await mustRun('npm ci', 'npm', ['ci', '--no-audit', '--no-fund']);
}

async function dependenciesAreInstalled() {
  const wanted = await packagesOf(`${ROOT}package-lock.json`);
  // npm's record of what it installed; packages for other platforms are missing from it.
  const installed = await packagesOf(`${ROOT}node_modules/.package-lock.json`).catch(() => null);
  if (!installed) return false;
  return (
    Object.keys(installed).every((path) => path in wanted) &&
    Object.entries(wanted).every(([path, entry]) =>
      path in installed ? installed[path].integrity === entry.integrity : path === '' || entry.optional,
    )
  );
}

async function packagesOf(lockfile) {
  return JSON.parse(await readFile(lockfile, 'utf8')).packages;
}

/**
 * Finds the programs that the browser tests need, and installs missing ones: Chromium by Playwright's download, all of
 * them by apt if that needs no password.
 *
 * @param {{ chromium?: boolean, firefox?: boolean, display?: boolean }} needed
 * @returns {Promise<Record<string, string>>} environment variables with their paths: CHROMIUM_PATH, FIREFOX_PATH,
 * XVFB_PATH, OPENBOX_PATH
 * @throws if one is still missing; the message says how to install it
 */
export async function ensureBrowsers({ chromium = false, firefox = false, display = false }) {
  const needed = PROGRAMS.filter(({ key }) => ({ chromium, firefox, display })[key]);
  const paths = {};
  const findMissing = async () => {
    for (const { variable, find } of needed) paths[variable] ??= await find();
    return needed.filter(({ variable }) => !paths[variable]);
  };

  let missing = await findMissing();
  if (missing.some(({ key }) => key === 'chromium')) {
    await downloadChromium();
    missing = await findMissing();
  }
  if (missing.length > 0) {
    await installWithApt(missing.flatMap(({ debianPackages }) => debianPackages));
    missing = await findMissing();
  }
  if (missing.length > 0) throw new Error(missing.map(({ advice }) => advice).join('\n'));
  // The display's programs have no path where they are not needed.
  return Object.fromEntries(Object.entries(paths).filter(([, path]) => path !== 'not needed'));
}

const PROGRAMS = [
  {
    key: 'chromium',
    variable: 'CHROMIUM_PATH',
    find: findChromium,
    debianPackages: ['chromium'],
    advice:
      'No Chromium was found and none could be installed. Install Chromium 127 or newer (`npx playwright install --with-deps chromium`, or your package manager’s `chromium`), or name one in CHROMIUM_PATH. Google Chrome itself does not load extensions from a folder.',
  },
  {
    key: 'firefox',
    variable: 'FIREFOX_PATH',
    find: findFirefox,
    debianPackages: ['firefox-esr'],
    advice:
      'No Firefox was found that loads unsigned extensions, and none could be installed. Install Firefox ESR 140 or newer (package `firefox-esr`, or https://www.mozilla.org/firefox/enterprise/) or Firefox Developer Edition, or name one in FIREFOX_PATH. The ordinary release of Firefox refuses unsigned extensions.',
  },
  {
    key: 'display',
    variable: 'XVFB_PATH',
    find: findXvfb,
    debianPackages: ['xvfb', 'xauth'],
    advice:
      'Xvfb was not found and could not be installed. Tests of the real toolbar popup run headed on a display of their own: install your package manager’s `xvfb`, or name one in XVFB_PATH.',
  },
  {
    key: 'display',
    variable: 'OPENBOX_PATH',
    find: findOpenbox,
    debianPackages: ['openbox'],
    advice:
      'Openbox was not found and could not be installed. The display of those tests needs a window manager, which gives the focus back when a window closes: install your package manager’s `openbox`, or name one in OPENBOX_PATH.',
  },
];

async function downloadChromium() {
  console.log('Downloading Chromium (playwright install) …');
  const { code, output } = await run(dependencyCommand('playwright'), ['install', '--no-shell', 'chromium'], {
    timeout: INSTALL_TIMEOUT,
    env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000' },
  });
  if (code !== 0) console.log(`  not possible: ${reason(output)}`);
}

async function installWithApt(packages) {
  if (process.platform !== 'linux') return;
  const sudo = process.getuid() === 0 ? [] : ['sudo', '-n'];
  console.log(`Installing ${packages.join(', ')} (apt-get) …`);
  for (const args of [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', ...packages],
  ]) {
    const [command, ...rest] = [...sudo, ...args];
    const { code, output } = await run(command, rest, {
      timeout: INSTALL_TIMEOUT,
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (code !== 0) {
      console.log(`  not possible: ${reason(output)}`);
      return;
    }
  }
}

function reason(output) {
  const lines = output.trim().split('\n');
  return lines.find((line) => /^(E:|(\w*Error|sudo):)/.test(line)) ?? lines.at(-1);
}
