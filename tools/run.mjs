import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

// On Windows npm and everything in node_modules/.bin are .cmd files, which only a shell can start.
const windows = process.platform === 'win32';

/** Where npm puts a dependency's command. */
export function dependencyCommand(name) {
  return windows ? `node_modules\\.bin\\${name}` : `node_modules/.bin/${name}`;
}

/**
 * Runs a command in the project's folder and answers its exit code and everything it wrote.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, live?: boolean, timeout?: number }} [options]
 *   `live` also passes the output on as it comes; `timeout` in milliseconds ends the command.
 * @returns {Promise<{ code: number, output: string }>} a command that could not be started or was ended has code -1
 */
export function run(command, args, { env = {}, live = false, timeout = 0 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: windows,
      timeout,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        if (live) process.stdout.write(text);
      });
    }
    child.on('error', (error) => resolve({ code: -1, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? -1, output }));
  });
}

/** Runs a command that has to succeed, showing its output only when it does not. */
export async function mustRun(what, command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${what} failed (${[command, ...args].join(' ')}):\n${output}`);
}

/** Runs a command that talks to the terminal itself, and answers its exit code. */
export function runInForeground(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: 'inherit',
      shell: windows,
    });
    // Ctrl+C reaches the child as well; this process waits for it to close the browser.
    process.on('SIGINT', () => {});
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
