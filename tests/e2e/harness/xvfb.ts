import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** An X server without a screen. */
export interface Display {
  /** For the environment's `DISPLAY`. */
  name: string;
  /** Ends it and waits until it is gone. */
  close(): Promise<void>;
}

/** Starts an X server of its own: two browsers on one display take the focus from each other. */
export async function startDisplay(): Promise<Display> {
  // The server picks a free number itself and writes it to file descriptor 3.
  const server = spawn(
    process.env.XVFB_PATH ?? 'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended at once, with code ${code}.`)));
    (server.stdio[3] as Readable).once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  return {
    name: `:${number}`,
    async close() {
      server.kill();
      await ended;
    },
  };
}
