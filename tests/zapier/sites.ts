import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { limited } from './access';
import { listApps } from './apps/apps-route';
import { createAuthentication, deleteAuthentication, listAuthentications } from './authentications';
import { apiError, refuse } from './errors';
import { decideConsent, forwardToConsent, showConsent } from './oauth/authorize';
import { exchangeTokens, refuseTokens } from './oauth/token';
import { documented, faulty } from './operation';
import {
  CONNECTIONS_PATH,
  LOGIN_PATH,
  logIn,
  logOut,
  reconnect,
  showConnections,
  showLogin,
} from './pages/account-pages';
import { CONNECT_PATH, decideConnect, showConnect, showConnected } from './pages/connect-page';
import { messagePage } from './pages/layout';
import { showTicket } from './pages/ticket-page';
import { showProfile } from './profile';
import { recorded, type StandInEnv } from './record';
import type { RequestRecord } from './request-record';
import type { State } from './state';

/**
 * Adds CORS headers if switched on. Zapier documents nothing about CORS, so by default a preflight gets no permission.
 */
function crossOrigin(state: State): MiddlewareHandler<StandInEnv> {
  const permit = cors({ origin: (origin) => origin });
  return (c, next) => (state.switches.cors ? permit(c, next) : next());
}

function site(state: State): Hono<StandInEnv> {
  const app = new Hono<StandInEnv>();
  // Browsers request it at any time; not recorded.
  app.get('/favicon.ico', (c) => c.body(null, 404));
  app.use(recorded(state), crossOrigin(state));
  app.options('*', (c) => c.body(null, 204));
  app.onError((error, c) => {
    const request = c.get('record');
    state.violations.push({ kind: 'stand-in', message: error.stack ?? error.message, source: null, request });
    return refuse(apiError(500, 'error', 'A server error occurred.'));
  });
  return app;
}

/** Serves https://api.zapier.com. */
export function apiSite(state: State): Hono<StandInEnv> {
  const app = site(state);
  app.get('/v2/authorize', documented(state, 'GET /v2/authorize', refuse, limited(state, forwardToConsent(state))));
  app.get('/v1/profiles/me', documented(state, 'GET /v1/profiles/me', refuse, showProfile(state)));
  app.get('/v2/apps', documented(state, 'GET /v2/apps', refuse, listApps(state)));
  app.get('/v2/authentications', documented(state, 'GET /v2/authentications', refuse, listAuthentications(state)));
  app.post('/v2/authentications', documented(state, 'POST /v2/authentications', refuse, createAuthentication(state)));
  app.delete(
    '/v2/authentications/:authentication_id',
    documented(state, 'DELETE /v2/authentications/{authentication_id}', refuse, deleteAuthentication(state)),
  );
  app.get('/v2/authentications/redirect', showConnected);
  app.get('/.well-known/*', () =>
    refuse(apiError(401, 'not_authenticated', 'Authentication credentials were not provided.')),
  );
  app.notFound((c) => {
    undocumented(state, c.get('record'));
    return refuse(apiError(404, 'not_found', 'Not found.'));
  });
  return app;
}

/** Serves https://zapier.com. */
export function wwwSite(state: State): Hono<StandInEnv> {
  const app = site(state);
  app.get('/oauth/authorize/', faulty(state, 'GET /oauth/authorize/', showConsent(state)));
  app.post('/oauth/authorize/', faulty(state, 'POST /oauth/authorize/', decideConsent(state)));
  app.post(
    '/oauth/token/',
    documented(state, 'POST /oauth/token/', refuseTokens, (c) => exchangeTokens(state, c)),
  );
  app.post('/oauth/token', (c) => c.redirect('https://zapier.com/oauth/token/', 308));
  app.get(LOGIN_PATH, (c) => showLogin(c, state));
  app.post(LOGIN_PATH, (c) => logIn(c, state));
  app.get('/app/logout', (c) => logOut(c, state));
  app.get(CONNECTIONS_PATH, (c) => showConnections(c, state));
  app.post(CONNECTIONS_PATH, (c) => reconnect(c, state));
  app.get(`${CONNECT_PATH}:key`, showConnect(state));
  app.post(`${CONNECT_PATH}:key`, decideConnect(state));
  app.notFound((c) => {
    undocumented(state, c.get('record'));
    return messagePage(c, 'Page not found', 'The stand-in does not have this page.', 404);
  });
  return app;
}

/** The company's token broker: the one in examples/, at the host that {@link State.broker} answers for. */
export function brokerSite(state: State): Hono<StandInEnv> {
  const app = new Hono<StandInEnv>();
  app.use(recorded(state));
  app.post(
    '/token',
    faulty(state, 'POST /token', (c) => askBroker(state, c)),
  );
  app.get(
    '/health',
    faulty(state, 'GET /health', (c) => askBroker(state, c)),
  );
  app.all('*', (c) => askBroker(state, c));
  return app;
}

/** The company's help desk, where an agent's work begins and ends. */
export function helpDeskSite(state: State): Hono<StandInEnv> {
  const app = new Hono<StandInEnv>();
  app.get('/tickets/:number', (c) => showTicket(c, state));
  return app;
}

/** Hands a request on. A client secret in it is a violation. */
async function askBroker({ broker, violations }: State, c: Context<StandInEnv>): Promise<Response> {
  const request = c.get('record');
  if (request.rawBody.includes('client_secret')) {
    const message = 'A client secret was sent to the broker.';
    violations.push({ kind: 'request', message, source: { pointer: '/client_secret' }, request });
  }
  const { method, headers } = c.req.raw;
  const body = method === 'GET' || method === 'HEAD' ? null : request.rawBody;
  return (await broker?.fetch(new Request(c.req.url, { method, headers, body }))) ?? c.body(null, 404);
}

function undocumented(state: State, request: RequestRecord): void {
  const message = `${request.method} ${request.path} is not in lib/background/zapier/openapi.yaml`;
  state.violations.push({ kind: 'request', message, source: null, request });
}
