import { createCatalogue } from './apps/catalogue';
import { addConnection } from './authentications';
import { deferred } from './deferred';
import { type Answer, abandonGates, addGate, type Endpoint, type Hold, queueAnswers } from './faults';
import type { Person } from './people';
import type { RequestRecord } from './request-record';
import { listen, type RunningServer } from './server';
import {
  type AuthorizationFault,
  type Connection,
  type Consent,
  createState,
  type Deletion,
  type State,
  type Stranger,
  type Violation,
  type ZapierOptions,
} from './state';

export { answers } from './answers';
export { awkwardPages } from './apps/awkward-pages';
export { ACME_CRM, DESKWELL, OWN_APPS, SHIPDAY } from './apps/own-apps';
export type { Answer, Endpoint, Hold } from './faults';
export { API_HOST, BROKER_HOST, WWW_HOST } from './hosts';
export { CLIENT_ID, CLIENT_SECRET, CONFIDENTIAL_CLIENT_ID } from './oauth/clients';
export { ISSUED } from './oauth/issued';
export { BEN, MARIA, NAMELESS, type Person } from './people';
export type { RequestRecord } from './request-record';
export type {
  AuthorizationFault,
  Connection,
  Consent,
  Deletion,
  Stranger,
  Violation,
  ZapierOptions,
} from './state';

/** Starts a stand-in on a port of its own. */
export async function startZapier(options: ZapierOptions = {}): Promise<ZapierStandIn> {
  const state = createState(options);
  return new ZapierStandIn(state, await listen(state, options.port ?? 0), options);
}

/** A Zapier of our own: a real HTTPS server and the strings to pull on it. Its state is gone with the process. */
export class ZapierStandIn {
  readonly #state: State;
  readonly #server: RunningServer;
  readonly #options: ZapierOptions;
  /** The browser's own Zapier session, which a sign-in uses silently. */
  readonly session: Session;

  constructor(state: State, server: RunningServer, options: ZapierOptions) {
    this.#state = state;
    this.#server = server;
    this.#options = options;
    this.session = new Session(state);
  }

  /** On 127.0.0.1. */
  get port(): number {
    return this.#server.port;
  }

  /** Ends every connection and stops listening. */
  async close(): Promise<void> {
    abandonGates(this.#state.faults);
    await this.#server.close();
  }

  /** Back to how it was started, on the same port. Requests that are held are dropped, and so is every connection. */
  reset(): void {
    abandonGates(this.#state.faults);
    this.#server.disconnect();
    Object.assign(this.#state, createState(this.#options));
  }

  /** Registers a redirect URI for both clients, character for character. */
  registerRedirectUri(uri: string): void {
    this.#state.redirectUris.add(uri);
  }

  /** Who can log in; push somebody to add them. */
  get people(): Person[] {
    return this.#state.people;
  }

  /** The next authorization comes back with another `state`, or with an error instead of a code. */
  nextAuthorization(fault: AuthorizationFault): void {
    this.#state.authorizationFaults.push(fault);
  }

  /** Each of the endpoint's next requests gets one of these instead of its answer. */
  nextAnswers(endpoint: Endpoint, ...answers: Answer[]): void {
    queueAnswers(this.#state.faults, endpoint, answers);
  }

  /** Every request of the endpoint gets this, after what `nextAnswers` queued; null ends it. */
  everyAnswer(endpoint: Endpoint, answer: Answer | null): void {
    if (answer) this.#state.faults.always.set(endpoint, answer);
    else this.#state.faults.always.delete(endpoint);
  }

  /** Holds the endpoint's next request: before it takes effect, or after that and before its answer. */
  hold(endpoint: Endpoint, when: 'before' | 'after' = 'before'): Hold {
    return addGate(this.#state.faults, endpoint, when);
  }

  /** Leaves every request for an icon without an answer until it is released. */
  holdIcons(): { release(): void } {
    const { promise, resolve } = deferred<void>();
    this.#state.icons = promise;
    return { release: () => resolve() };
  }

  /** Every access token given out so far stops working. */
  expireAccessTokens(): void {
    for (const grant of this.#state.accessTokens.values()) grant.expiresAt = this.#state.now();
  }

  /** Every refresh token given out so far stops working. */
  revokeRefreshTokens(): void {
    this.#state.refreshTokens.clear();
  }

  /** Every authorization code given out so far stops working. */
  expireCodes(): void {
    for (const code of this.#state.codes.values()) code.expiresAt = this.#state.now();
  }

  /** Life of access tokens given out from now on. Ten hours at the start. */
  accessTokenLife(seconds: number): void {
    this.#state.accessTokenLife = seconds;
  }

  /** 60 requests a minute from an address, 150 from a client. On at the start. */
  rateLimit(on: boolean): void {
    this.#state.switches.rateLimit = on;
  }

  /** Apps that are not the client's own accept a POST too, instead of 403. Off at the start. */
  allowAllApps(on: boolean): void {
    this.#state.switches.allowAllApps = on;
  }

  /** The client's own apps appear in GET /v2/apps. Off at the start. */
  listOwnApps(on: boolean): void {
    this.#state.switches.listOwnApps = on;
  }

  /** Fills the directory up with generated apps, the same on every run. Zapier has some 9,000. */
  fillDirectory(size: number): void {
    this.#state.apps = createCatalogue(size);
  }

  /** `app` of an authentication is the whole app, not its id. Off at the start. */
  expandApps(on: boolean): void {
    this.#state.switches.expandApps = on;
  }

  /** A refresh gives no new refresh token, and the old one goes on working. Off at the start. */
  omitRefreshToken(on: boolean): void {
    this.#state.switches.omitRefreshToken = on;
  }

  /** /v2/authorize drops the code challenge on its way. Off at the start. */
  loseChallenge(on: boolean): void {
    this.#state.switches.loseChallenge = on;
  }

  /** Both hosts answer CORS. Off at the start. */
  cors(on: boolean): void {
    this.#state.switches.cors = on;
  }

  /** Connections are used again. On at the start; when off, browsers resend no request whose connection died. */
  keepAlive(on: boolean): void {
    this.#state.switches.keepAlive = on;
  }

  /** What a DELETE of a connection comes to; 204, it is gone, at the start. */
  deletion(status: Deletion): void {
    this.#state.switches.deletion = status;
  }

  /** How many connections a page of their list holds, whatever is asked for. 100 at the start. */
  pageLimit(connections: number): void {
    this.#state.switches.pageLimit = connections;
  }

  /** The page that connects an app ends at its link's `redirect`, instead of staying where it is. On at the start. */
  redirectAfterConnect(on: boolean): void {
    this.#state.switches.redirectAfterConnect = on;
  }

  /** What `links.connect_new_authentication` of an app says from now on. */
  connectLink(appTitle: string, link: string | null): void {
    const found = this.#state.apps.find(({ app }) => app.title === appTitle);
    if (!found) throw new Error(`No app is called ${appTitle}`);
    found.app.links.connect_new_authentication = link;
  }

  /** Opens the token broker, `https://broker.acme.example/token`, for the confidential client. CORS is on by default. */
  enableBroker({ cors = true }: { cors?: boolean } = {}): void {
    this.#state.broker = cors ? 'cors' : 'no-cors';
  }

  /** Puts a connection there that did not come through the API. */
  addConnection(connection: Pick<Connection, 'app' | 'title' | 'owner'> & Partial<Connection>): Connection {
    return addConnection(this.#state, { fields: {}, isExpired: false, ...connection });
  }

  /** What exists, oldest first. */
  get connections(): readonly Connection[] {
    return this.#state.connections;
  }

  /** Every request to the hosts it plays, in order of arrival; icons of apps and sites are left out. */
  get requests(): readonly RequestRecord[] {
    return this.#state.requests;
  }

  /** Those of one endpoint. */
  requestsTo(endpoint: Endpoint): RequestRecord[] {
    const [method, path = ''] = endpoint.split(' ');
    const [before = '', after] = path.split(/\{\w+\}/);
    const isAt = (asked: string) =>
      after === undefined ? asked === path : asked.startsWith(before) && !asked.slice(before.length).includes('/');
    return this.#state.requests.filter((request) => request.method === method && isAt(request.path));
  }

  /** Requests and own answers that lib/background/zapier/openapi.yaml does not allow. */
  get violations(): readonly Violation[] {
    return this.#state.violations;
  }

  /** Gives the violations and forgets them, for tests that provoke some. */
  takeViolations(): Violation[] {
    return this.#state.violations.splice(0);
  }

  /** Requests to hosts that nobody should have called. */
  get strangers(): readonly Stranger[] {
    return this.#state.strangers;
  }

  /** Throws where there is a violation or a stranger. Every test ends with it. */
  assertClean(): void {
    const found = [
      ...this.violations.map(
        ({ kind, message, source, request }) =>
          `${kind} ${request.method} ${request.host}${request.path}: ${message} ${JSON.stringify(source)}`,
      ),
      ...this.strangers.map(({ host, method, path }) => `stranger ${method} ${host}${path}`),
    ];
    if (found.length > 0) throw new Error(`The Zapier stand-in objects:\n${found.join('\n')}`);
  }
}

/** The browser's own Zapier session. It lives here and not in a cookie, so that tests can change it from outside. */
class Session {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  /** Who is logged in to Zapier in the browser. */
  get person(): Person | null {
    return this.#state.signedIn;
  }

  /** Logs somebody in, or with null out. */
  signIn(person: Person | null): void {
    this.#state.signedIn = person;
  }

  /** Whether the consent page waits for a click or answers by itself. */
  get consent(): Consent {
    return this.#state.consent;
  }

  set consent(consent: Consent) {
    this.#state.consent = consent;
  }
}
