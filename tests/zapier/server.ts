import { createServer } from 'node:https';
import { createAdaptorServer, type Http2Bindings, type HttpBindings, type ServerType } from '@hono/node-server';
import type { Hono } from 'hono';
import { makeCertificate } from './certificate';
import { API_HOST, BROKER_HOST, HELP_DESK_HOST, IMAGE_HOSTS, isHousekeeping, WWW_HOST } from './hosts';
import { drawIcon } from './pages/icons';
import type { StandInEnv } from './record';
import { apiSite, brokerSite, helpDeskSite, wwwSite } from './sites';
import type { State } from './state';

/** A listening server. */
export interface RunningServer {
  port: number;
  /** Certificate in PEM, which signs itself. */
  certificate: string;
  /** Ends every connection but keeps listening. */
  disconnect(): void;
  close(): Promise<void>;
}

/** Listens on the loopback address with TLS and HTTP/1.1, for every host name redirected here. */
export async function listen(state: State, port: number): Promise<RunningServer> {
  const serverOptions = await makeCertificate();
  const server = createAdaptorServer({
    fetch: hostSwitch(state),
    createServer,
    serverOptions,
    overrideGlobalObjects: false,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    port: address.port,
    certificate: serverOptions.cert,
    disconnect: () => disconnect(server),
    close: () => close(server),
  };
}

/** Routes each request to the site in its Host header. Other hosts count as strangers. */
function hostSwitch(state: State) {
  const sites = new Map<string, Hono<StandInEnv>>([
    [WWW_HOST, wwwSite(state)],
    [API_HOST, apiSite(state)],
  ]);
  const broker = brokerSite(state);
  const helpDesk = helpDeskSite(state);
  return (request: Request, env: HttpBindings | Http2Bindings): Response | Promise<Response> => {
    const { hostname, pathname } = new URL(request.url);
    const ours = hostname === HELP_DESK_HOST && state.mails.length > 0 ? helpDesk : sites.get(hostname);
    const site = hostname === BROKER_HOST && state.broker ? broker : ours;
    // The server speaks HTTP/1.1 only.
    if (site) return site.fetch(request, env as HttpBindings);
    if (IMAGE_HOSTS.includes(hostname)) return state.icons.then(() => drawIcon(state, pathname));
    if (!isHousekeeping(hostname)) state.strangers.push({ host: hostname, method: request.method, path: pathname });
    return new Response(null, { status: 404 });
  };
}

async function close(server: ServerType): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  disconnect(server);
  await closed;
}

function disconnect(server: ServerType): void {
  if ('closeAllConnections' in server) server.closeAllConnections();
}
