import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { unpackedFolder } from './global-setup';
import { browserEnvironment, type Launched, type LaunchOptions } from './launch';
import { unpackedId } from './packages';
import { CHROMIUM_POLICIES, writePolicyLauncher } from './policy-launcher';

/** Starts Chromium with the unpacked store zip. */
export async function launchChromium(options: LaunchOptions): Promise<Launched> {
  const extension = unpackedFolder();
  const id = unpackedId(extension);
  const program = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const home = join(options.folder, 'home');
  const given = options.policy && JSON.stringify({ '3rdparty': { extensions: { [id]: options.policy } } });
  const text = options.policyFile ?? given;
  await mkdir(home, { recursive: true });
  const loaded = [extension, ...(options.neighbour ? [await writeNeighbour(options.folder, options.neighbour)] : [])];
  const context = await chromium.launchPersistentContext(profileFolder(options.folder), {
    executablePath:
      text === undefined
        ? program
        : await writePolicyLauncher({ folder: options.folder, program, paths: CHROMIUM_POLICIES, text }),
    headless: !options.headed,
    env: browserEnvironment(home, options.display),
    args: [
      `--disable-extensions-except=${loaded}`,
      `--load-extension=${loaded}`,
      `--host-resolver-rules=MAP * 127.0.0.1:${options.port}`,
      '--ignore-certificate-errors',
      '--remote-debugging-port=0',
    ],
  });
  return { context, origin: `chrome-extension://${id}`, redirectUri: `https://${id}.chromiumapp.org/` };
}

/** Returns the profile's folder, which contains `DevToolsActivePort`. */
export function profileFolder(folder: string): string {
  return join(folder, 'profile');
}

async function writeNeighbour(folder: string, files: Record<string, string>): Promise<string> {
  const neighbour = join(folder, 'neighbour');
  await mkdir(neighbour, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(neighbour, name), content);
  return neighbour;
}
