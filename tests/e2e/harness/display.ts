import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { browserEnvironment } from './launch';

/** A virtual display. */
export interface Display {
  /** Value for the environment variable `DISPLAY`. */
  name: string;
  /** Stops it and waits until it is gone. */
  close(): Promise<void>;
}

/**
 * Starts a separate X server, because two browsers on one display take the focus from each other, and a window manager:
 * without one, no window gets the focus after another has closed, and Firefox closes its popup as soon as it is open.
 *
 * @param folder where the window manager may write
 */
export async function startDisplay(folder: string): Promise<Display> {
  // The server picks a free display number and writes it to file descriptor 3.
  const server = spawn(
    process.env.XVFB_PATH ?? 'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const serverEnded = end(server);
  const number = await firstWords(server, server.stdio[3] as Readable);
  const name = `:${number}`;
  const manager = spawn(process.env.OPENBOX_PATH ?? 'openbox', ['--sm-disable', '--startup', 'echo started'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: browserEnvironment(join(folder, 'window-manager'), name),
  });
  const managerEnded = end(manager);
  await firstWords(manager, manager.stdout);
  return {
    name,
    async close() {
      manager.kill();
      await managerEnded;
      server.kill();
      await serverEnded;
    },
  };
}

function end(program: ChildProcess): Promise<void> {
  return new Promise((resolve) => program.once('exit', () => resolve()));
}

/** Returns a program's first output, printed when it is ready. */
function firstWords(program: ChildProcess, output: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    program.once('error', reject);
    program.once('exit', (code) => reject(new Error(`${program.spawnfile} ended at once, with code ${code}.`)));
    output.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
}
