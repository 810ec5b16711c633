import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

/** Oldest versions that the packages' manifests allow. */
const MINIMUM_CHROMIUM = 127;
const MINIMUM_FIREFOX = 140;

/**
 * Finds a Chromium that loads extensions from a folder, or returns null. Google Chrome has ignored `--load-extension`
 * since 137.
 */
export async function findChromium() {
  return find('CHROMIUM_PATH', isChromium, [
    await playwrightChromium(),
    ...(await onPath('chromium', 'chromium-browser')),
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ]);
}

/**
 * Finds a Firefox that honours `xpinstall.signatures.required` (ESR, Developer Edition or Nightly), or returns null.
 */
export async function findFirefox() {
  return find('FIREFOX_PATH', allowsUnsignedExtensions, [
    ...(await onPath('firefox-esr', 'firefox', 'firefox-developer-edition', 'firefox-devedition', 'firefox-nightly')),
    '/Applications/Firefox ESR.app/Contents/MacOS/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    '/Applications/Firefox Developer Edition.app/Contents/MacOS/firefox',
    '/Applications/Firefox Nightly.app/Contents/MacOS/firefox',
  ]);
}

/** Finds the X server for headed tests, or returns null; `not needed` on platforms that always have a display. */
export async function findXvfb() {
  if (process.platform !== 'linux') return 'not needed';
  return find('XVFB_PATH', isExecutable, await onPath('Xvfb'));
}

/**
 * Finds the window manager for that X server, or returns null; `not needed` on platforms that always have a display.
 */
export async function findOpenbox() {
  if (process.platform !== 'linux') return 'not needed';
  return find('OPENBOX_PATH', isExecutable, await onPath('openbox'));
}

async function find(variable, isUsable, candidates) {
  const named = process.env[variable];
  // A program named on purpose is used, whatever its version, or refused, never silently replaced.
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

/** Running the program also proves that its system libraries are there. */
async function versionOf(path) {
  if (!(await isExecutable(path))) return null;
  const { code, output } = await run(path, ['--version'], { timeout: 30_000 });
  return code === 0 ? output : null;
}

async function isChromium(path) {
  // On Windows `--version` opens a window, and only Playwright's own Chromium is looked for.
  if (process.platform === 'win32') return isExecutable(path);
  const version = (await versionOf(path))?.match(/(?:Chromium|Chrome for Testing) (\d+)\./)?.[1];
  return Number(version) >= MINIMUM_CHROMIUM;
}

async function allowsUnsignedExtensions(path) {
  // 153.7.0esr is an ESR, 154.0b3 Developer Edition, 155.0a1 Nightly; 154.0 would be a release.
  const version = (await versionOf(path))?.match(/Firefox (\d+)\.[\d.]*(?:esr|a\d|b\d)/)?.[1];
  return Number(version) >= MINIMUM_FIREFOX;
}
