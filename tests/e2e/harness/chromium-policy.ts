import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Folders below /etc where Chromium builds for Linux look for policies. */
const POLICY_FOLDERS = ['chromium', 'opt/chrome', 'opt/chrome_for_testing'].map((name) => `${name}/policies/managed`);

/**
 * Writes a program that starts Chromium with a policy for the extension. Chromium reads policies only from /etc, so the
 * program gives it a mount namespace with a copy of /etc, visible to no other process.
 */
export async function writePolicyLauncher(options: {
  folder: string;
  program: string;
  /** The extension's id. */
  id: string;
  policy: Record<string, unknown>;
}): Promise<string> {
  if (process.platform !== 'linux') throw new Error('A policy private to one Chromium needs Linux.');
  const launcher = join(options.folder, 'chromium-with-policy');
  const settings = join(options.folder, 'etc');
  const policies = join(options.folder, 'policies.json');
  await mkdir(settings, { recursive: true });
  await writeFile(policies, JSON.stringify({ '3rdparty': { extensions: { [options.id]: options.policy } } }));
  const script = [
    // Files that only root may read are of no use to a browser.
    `cp -a /etc/. ${quoted(settings)} 2>/dev/null`,
    ...POLICY_FOLDERS.flatMap((name) => {
      const target = quoted(join(settings, name));
      return [`mkdir -p ${target}`, `cp ${quoted(policies)} ${target}/quick-connect.json`];
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
