import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's folder, with a trailing slash. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

// On Windows npm and the commands in node_modules/.bin are .cmd files, which only a shell can start.
const windows = process.platform === 'win32';

/** Returns the path of a dependency's command. */
export function dependencyCommand(name) {
  return windows ? `node_modules\\.bin\\${name}` : `node_modules/.bin/${name}`;
}

/**
 * Runs a command in the project's folder and returns its exit code and all its output.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, live?: boolean, timeout?: number }} [options]
 *   `live` also prints the output as it comes; `timeout` in milliseconds stops the command.
 * @returns {Promise<{ code: number, output: string }>} code -1 if the command could not be started or was stopped
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

/** Runs a command that must succeed. Throws an error with its output if it fails. */
export async function mustRun(what, command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new Error(`${what} failed (${[command, ...args].join(' ')}):\n${output}`);
}

/** Runs a command that uses the terminal itself, and returns its exit code. */
export function runInForeground(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: 'inherit',
      shell: windows,
    });
    // The child receives Ctrl+C too; this process waits while the child closes the browser.
    process.on('SIGINT', () => {});
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
