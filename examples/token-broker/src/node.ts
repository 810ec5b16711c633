// The broker on Node: `node src/node.ts`.
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { createBroker } from './broker.ts';
import { type Config, readConfig } from './config.ts';

/** Settings whose values may be in a file that another variable names. */
const SECRETS = ['CLIENT_SECRET', 'SEALING_KEYS'];

/** Time in which a client must have sent its whole request, in milliseconds. */
const REQUEST_MS = 20_000;

/** Longer than the minute for which common proxies keep a connection, so that it is they who close it. Milliseconds. */
const KEEP_ALIVE_MS = 65_000;

/** Time for requests under way when the broker is stopped, in milliseconds: as long as Zapier may take, and a little. */
const FAREWELL_MS = 25_000;

const { env, faults } = withFiles();
const port = Number(env.PORT?.trim() || '8787');
if (!Number.isInteger(port) || port < 0 || port > 65_535) faults.push('PORT is a number up to 65535.');
const read = readConfig(env, Date.now());
if ('faults' in read) faults.push(...read.faults);
if (faults.length === 0 && 'config' in read) start(read.config);
else {
  for (const fault of faults) console.error(fault);
  process.exitCode = 1;
}

/** Returns the environment with the contents of files; what cannot be read is a fault. */
function withFiles(): { env: Record<string, string | undefined>; faults: string[] } {
  const env = { ...process.env };
  const faults: string[] = [];
  for (const name of SECRETS) {
    const path = env[`${name}_FILE`];
    if (!path) continue;
    if (env[name]) faults.push(`${name} and ${name}_FILE are both set.`);
    try {
      env[name] = readFileSync(path, 'utf8');
    } catch (error) {
      faults.push(`${name}_FILE: ${error instanceof Error ? error.message : error}.`);
    }
  }
  return { env, faults };
}

function start(config: Config): void {
  const log = (line: string) => console.log(line);
  const broker = createBroker({ config, fetch: (request) => fetch(request), log });
  const server = serve(
    {
      fetch: broker.fetch,
      hostname: env.HOST?.trim() || '127.0.0.1',
      port,
      overrideGlobalObjects: false,
      serverOptions: { requestTimeout: REQUEST_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    },
    ({ address, port }: AddressInfo) =>
      log(JSON.stringify({ time: new Date().toISOString(), kind: 'start', address, port })),
  );
  server.on('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  let isStopping = false;
  // A connection whose last request has just been answered would stay open.
  server.on('request', (_request, response) => {
    response.on('finish', () => isStopping && setImmediate(closeIdle));
  });
  const closeIdle = () => 'closeIdleConnections' in server && server.closeIdleConnections();
  const stop = () => {
    isStopping = true;
    server.close(() => process.exit());
    closeIdle();
    setTimeout(() => process.exit(1), FAREWELL_MS).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
