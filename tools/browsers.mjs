import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

/** The oldest versions the packages' manifests allow. */
const MINIMUM_CHROMIUM = 127;
const MINIMUM_FIREFOX = 140;

/** A Chromium that loads extensions from a folder, or null. Google Chrome has ignored `--load-extension` since 137. */
export async function findChromium() {
  return find('CHROMIUM_PATH', isChromium, [
    await playwrightChromium(),
    ...(await onPath('chromium', 'chromium-browser')),
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ]);
}

/** A Firefox that honours `xpinstall.signatures.required`, or null: ESR, Developer Edition or Nightly. */
export async function findFirefox() {
  return find('FIREFOX_PATH', allowsUnsignedExtensions, [
    ...(await onPath('firefox-esr', 'firefox', 'firefox-developer-edition', 'firefox-devedition', 'firefox-nightly')),
    '/Applications/Firefox ESR.app/Contents/MacOS/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
    '/Applications/Firefox Nightly.app/Contents/MacOS/firefox',
  ]);
}

/** The X server headed tests run under, or null; `not needed` where every machine has a display. */
export async function findXvfb() {
  if (process.platform !== 'linux') return 'not needed';
  return find('XVFB_PATH', isExecutable, await onPath('Xvfb'));
}

/** The window manager on that X server, or null; `not needed` where every machine has a display. */
export async function findOpenbox() {
  if (process.platform !== 'linux') return 'not needed';
  return find('OPENBOX_PATH', isExecutable, await onPath('openbox'));
}

async function find(variable, isUsable, candidates) {
  const named = process.env[variable];
  // What somebody chose on purpose is used or refused, never quietly replaced, and its version is their business.
  if (named) {
    if (await isExecutable(named)) return named;
    throw new Error(`${variable} names ${named}, which is not a program that can be run.`);
  }
  for (const candidate of candidates) if (candidate && (await isUsable(candidate))) return candidate;
  return null;
}

async function playwrightChromium() {
  const { chromium } = await import('playwright');
  return chromium.executablePath();
}

async function onPath(...names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'].filter(Boolean);
  return [...new Set(names.flatMap((name) => folders.map((folder) => join(folder, name))))];
}

async function isExecutable(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Running it also proves that the system libraries it needs are there. */
async function versionOf(path) {
  if (!(await isExecutable(path))) return null;
  const { code, output } = await run(path, ['--version'], { timeout: 30_000 });
  return code === 0 ? output : null;
}

async function isChromium(path) {
  // On Windows `--version` opens a window, and there is only Playwright's own Chromium to be found.
  if (process.platform === 'win32') return isExecutable(path);
  const version = (await versionOf(path))?.match(/(?:Chromium|Chrome for Testing) (\d+)\./)?.[1];
  return Number(version) >= MINIMUM_CHROMIUM;
}

async function allowsUnsignedExtensions(path) {
  // 153.7.0esr is an ESR, 154.0b3 Developer Edition, 155.0a1 Nightly; 154.0 would be a release.
  const version = (await versionOf(path))?.match(/Firefox (\d+)\.[\d.]*(?:esr|a\d|b\d)/)?.[1];
  return Number(version) >= MINIMUM_FIREFOX;
}
