import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files below /etc where Chromium builds for Linux look for policies. */
export const CHROMIUM_POLICIES = ['chromium', 'opt/chrome', 'opt/chrome_for_testing'].map(
  (name) => `${name}/policies/managed/quick-connect.json`,
);

/** Files below /etc where Firefox looks for its policies. */
export const FIREFOX_POLICIES = ['firefox', 'firefox-esr'].map((name) => `${name}/policies/policies.json`);

/**
 * Writes a program that starts a browser with this text as its policies. Browsers read policies of a machine only from
 * /etc, so the program gives it a mount namespace with a copy of /etc, visible to no other process.
 */
export async function writePolicyLauncher(options: {
  folder: string;
  program: string;
  /** Paths below /etc. */
  paths: string[];
  text: string;
}): Promise<string> {
  if (process.platform !== 'linux') throw new Error('A policy private to one browser needs Linux.');
  const launcher = join(options.folder, 'browser-with-policy');
  const settings = join(options.folder, 'etc');
  const policies = join(options.folder, 'policies.json');
  await mkdir(settings, { recursive: true });
  await writeFile(policies, options.text);
  const script = [
    // Files that only root may read are of no use to a browser.
    `cp -a /etc/. ${quoted(settings)} 2>/dev/null`,
    ...options.paths.flatMap((path) => {
      const target = join(settings, path);
      return [`mkdir -p ${quoted(dirname(target))}`, `cp ${quoted(policies)} ${quoted(target)}`];
    }),
    `mount --bind ${quoted(settings)} /etc || exit 1`,
    `exec ${quoted(options.program)} "$@"`,
  ].join('\n');
  // Without root, a mount namespace needs a user namespace around it.
  const unshare = process.getuid?.() === 0 ? 'unshare -m' : 'unshare -rm';
  await writeFile(launcher, `#!/bin/sh\nexec ${unshare} sh -c ${quoted(script)} sh "$@"\n`, { mode: 0o755 });
  return launcher;
}

/** Quotes any text as one word of a shell command. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
