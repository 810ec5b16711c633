// The broker on edge runtimes that take a module with `fetch`, such as Cloudflare Workers and workerd.
import { createBroker } from './broker.ts';
import { type Environment, readConfig } from './config.ts';
import { refuse } from './refusals.ts';

let fetchOfBroker: ((request: Request) => Response | Promise<Response>) | undefined;

export default {
  /** `env` holds the settings: they are known with the first request only. */
  fetch(request: Request, env: Environment): Response | Promise<Response> {
    fetchOfBroker ??= start(env);
    return fetchOfBroker(request);
  },
};

function start(env: Environment): NonNullable<typeof fetchOfBroker> {
  const read = readConfig(env, Date.now());
  if ('config' in read) {
    const { config } = read;
    return createBroker({ config, fetch: (request) => fetch(request), log: (line) => console.log(line) }).fetch;
  }
  for (const fault of read.faults) console.error(fault);
  // Which origins it serves is not known, and there is nothing to keep from any.
  return () => refuse('not set up', { 'Access-Control-Allow-Origin': '*' });
}
