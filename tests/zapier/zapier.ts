import { createCatalogue } from './apps/catalogue';
import { addConnection } from './authentications';
import { type BrokerOptions, startBroker } from './broker';
import { deferred } from './deferred';
import { type Answer, abandonGates, addGate, type Endpoint, type Hold, queueAnswers } from './faults';
import { HELP_DESK_HOST } from './hosts';
import type { Person } from './people';
import type { RequestRecord } from './request-record';
import { listen, type RunningServer } from './server';
import {
  type AuthorizationFault,
  type Connection,
  type Consent,
  createState,
  type Deletion,
  type SecretPlace,
  type State,
  type Stranger,
  type Violation,
  type ZapierOptions,
} from './state';

export { answers } from './answers';
export { awkwardPages } from './apps/awkward-pages';
export { ACME_CRM, DESKWELL, OWN_APPS, SHIPDAY } from './apps/own-apps';
export { type BrokerOptions, brokerSettings, SEALED, SEALING_KEY } from './broker';
export type { Answer, Endpoint, Hold } from './faults';
export { API_HOST, BROKER_HOST, WWW_HOST } from './hosts';
export { CLIENT_ID, CLIENT_SECRET, CONFIDENTIAL_CLIENT_ID } from './oauth/clients';
export { ISSUED } from './oauth/issued';
export { AGENCY, ARABIC, BEN, JAPANESE, LONGEST, MARIA, NAMELESS, type Person, TURNED } from './people';
export type { RequestRecord } from './request-record';
export type {
  AuthorizationFault,
  Connection,
  Consent,
  Deletion,
  SecretPlace,
  Stranger,
  Violation,
  ZapierOptions,
} from './state';

/** Starts a stand-in on its own port. */
export async function startZapier(options: ZapierOptions = {}): Promise<ZapierStandIn> {
  const state = createState(options);
  return new ZapierStandIn(state, await listen(state, options.port ?? 0), options);
}

/** A stand-in for Zapier: a real HTTPS server with switches for tests. Its state is lost with the process. */
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

  /** Port on 127.0.0.1. */
  get port(): number {
    return this.#server.port;
  }

  /** Its certificate in PEM, for clients that check it. */
  get certificate(): string {
    return this.#server.certificate;
  }

  /** Ends every connection and stops listening. */
  async close(): Promise<void> {
    abandonGates(this.#state.faults);
    await this.#server.close();
  }

  /** Restores the initial state on the same port. Drops held requests and all connections. */
  reset(): void {
    abandonGates(this.#state.faults);
    this.#server.disconnect();
    Object.assign(this.#state, createState(this.#options));
  }

  /** Registers a redirect URI for both clients; only an exact match is accepted. */
  registerRedirectUri(uri: string): void {
    this.#state.redirectUris.add(uri);
  }

  /** The people who can log in; push a person to add one. */
  get people(): Person[] {
    return this.#state.people;
  }

  /** Makes the next authorization return another `state`, or an error instead of a code. */
  nextAuthorization(fault: AuthorizationFault): void {
    this.#state.authorizationFaults.push(fault);
  }

  /** Scripts the endpoint's next responses, one per request. */
  nextAnswers(endpoint: Endpoint, ...answers: Answer[]): void {
    queueAnswers(this.#state.faults, endpoint, answers);
  }

  /** Scripts every response of the endpoint, after those queued by `nextAnswers`; null ends it. */
  everyAnswer(endpoint: Endpoint, answer: Answer | null): void {
    if (answer) this.#state.faults.always.set(endpoint, answer);
    else this.#state.faults.always.delete(endpoint);
  }

  /** Holds the endpoint's next request: before it takes effect, or afterwards but before its response. */
  hold(endpoint: Endpoint, when: 'before' | 'after' = 'before'): Hold {
    return addGate(this.#state.faults, endpoint, when);
  }

  /** Holds all requests for icons until released. */
  holdIcons(): { release(): void } {
    const { promise, resolve } = deferred<void>();
    this.#state.icons = promise;
    return { release: () => resolve() };
  }

  /** Expires every access token issued so far. */
  expireAccessTokens(): void {
    for (const grant of this.#state.accessTokens.values()) grant.expiresAt = this.#state.now();
  }

  /** Grants these scopes only, space separated, to whoever asks for more. Initially all that exist. */
  grantOnly(scopes: string): void {
    this.#state.switches.grantOnly = scopes.split(' ');
  }

  /** Revokes every refresh token issued so far. */
  revokeRefreshTokens(): void {
    this.#state.refreshTokens.clear();
  }

  /** Returns whether a refresh token would still be accepted. */
  takesRefreshToken(token: string): boolean {
    return this.#state.refreshTokens.has(token);
  }

  /** Expires every authorization code issued so far. */
  expireCodes(): void {
    for (const code of this.#state.codes.values()) code.expiresAt = this.#state.now();
  }

  /** Sets the lifetime of access tokens issued from now on. Initially ten hours. */
  accessTokenLife(seconds: number): void {
    this.#state.accessTokenLife = seconds;
  }

  /** Limits requests to 60 a minute per address and 150 per client. Initially on. */
  rateLimit(on: boolean): void {
    this.#state.switches.rateLimit = on;
  }

  /** Lets apps that are not the client's own accept a POST too, instead of returning 403. Initially off. */
  allowAllApps(on: boolean): void {
    this.#state.switches.allowAllApps = on;
  }

  /** Lists the client's own apps in GET /v2/apps. Initially off. */
  listOwnApps(on: boolean): void {
    this.#state.switches.listOwnApps = on;
  }

  /** Lists apps by their ids in capitals, which is the same UUID. Initially off. */
  capitalIds(on: boolean): void {
    this.#state.switches.capitalIds = on;
  }

  /** Fills the directory up to `size` with generated apps, the same on every run. Zapier has some 9,000. */
  fillDirectory(size: number): void {
    this.#state.apps = createCatalogue(size);
  }

  /** Returns the whole app as an authentication's `app`, instead of its id. Initially off. */
  expandApps(on: boolean): void {
    this.#state.switches.expandApps = on;
  }

  /** Omits the new refresh token from a refresh; the old one keeps working. Initially off. */
  omitRefreshToken(on: boolean): void {
    this.#state.switches.omitRefreshToken = on;
  }

  /** Makes /v2/authorize drop the code challenge. Initially off. */
  loseChallenge(on: boolean): void {
    this.#state.switches.loseChallenge = on;
  }

  /** Sends CORS headers from both hosts. Initially off. */
  cors(on: boolean): void {
    this.#state.switches.cors = on;
  }

  /** Reuses connections. Initially on; when off, browsers do not resend a request whose connection was dropped. */
  keepAlive(on: boolean): void {
    this.#state.switches.keepAlive = on;
  }

  /** Has the app's own test refuse every other password or key than this one. Initially it takes all but `invalid`. */
  validKey(key: string): void {
    this.#state.switches.validKey = key;
  }

  /** Sets the status of deleting a connection. Initially 204, which deletes it. */
  deletion(status: Deletion): void {
    this.#state.switches.deletion = status;
  }

  /** Sets the most connections on a page of their list, whatever limit is requested. Initially 100. */
  pageLimit(connections: number): void {
    this.#state.switches.pageLimit = connections;
  }

  /** Makes the connect page end at its link's `redirect`, instead of staying where it is. Initially on. */
  redirectAfterConnect(on: boolean): void {
    this.#state.switches.redirectAfterConnect = on;
  }

  /** Makes the log-out page lead to the log-in page, instead of staying where it is. Initially on. */
  redirectAfterLogOut(on: boolean): void {
    this.#state.switches.redirectAfterLogOut = on;
  }

  /** Sets `links.connect_new_authentication` of an app. */
  connectLink(appTitle: string, link: string | null): void {
    const found = this.#state.apps.find(({ app }) => app.title === appTitle);
    if (!found) throw new Error(`No app is called ${appTitle}`);
    found.app.links.connect_new_authentication = link;
  }

  /** Sets where the confidential client's secret has to be in a token request. Initially either place. */
  clientSecretIn(place: SecretPlace): void {
    this.#state.switches.clientSecretIn = place;
  }

  /**
   * Starts the token broker of examples/ at `https://broker.acme.example/token`, for the confidential client and the
   * redirect URIs that are registered by now. Called again, it starts another one in its place.
   */
  enableBroker({ settings = {}, log = () => undefined }: BrokerOptions = {}): void {
    this.#state.broker = startBroker(this.#state, this.port, settings, log);
  }

  /** Adds a connection that was not created through the API. */
  addConnection(connection: Pick<Connection, 'app' | 'title' | 'owner'> & Partial<Connection>): Connection {
    return addConnection(this.#state, { fields: {}, isExpired: false, ...connection });
  }

  /** Removes connections, all unless some are chosen, as when somebody else deletes them at Zapier. */
  removeConnections(chosen: (connection: Connection) => boolean = () => true): void {
    this.#state.connections = this.#state.connections.filter((connection) => !chosen(connection));
  }

  /** Files a ticket with this mail at the help desk, and returns its address. */
  fileTicket(mail: string): string {
    const number = this.#state.mails.push(mail);
    return `https://${HELP_DESK_HOST}/tickets/${number}`;
  }

  /** Existing connections, oldest first. */
  get connections(): readonly Connection[] {
    return this.#state.connections;
  }

  /** All requests to the hosts it plays, in order of arrival, except those for icons. */
  get requests(): readonly RequestRecord[] {
    return this.#state.requests;
  }

  /** Returns the requests to one endpoint. */
  requestsTo(endpoint: Endpoint): RequestRecord[] {
    const [method, path = ''] = endpoint.split(' ');
    const [before = '', after] = path.split(/\{\w+\}/);
    const isAt = (asked: string) =>
      after === undefined ? asked === path : asked.startsWith(before) && !asked.slice(before.length).includes('/');
    return this.#state.requests.filter((request) => request.method === method && isAt(request.path));
  }

  /** Requests, and responses of its own, that lib/background/zapier/openapi.yaml does not allow. */
  get violations(): readonly Violation[] {
    return this.#state.violations;
  }

  /** Returns and clears the violations, for tests that provoke them. */
  takeViolations(): Violation[] {
    return this.#state.violations.splice(0);
  }

  /** Requests to hosts that should not be called. */
  get strangers(): readonly Stranger[] {
    return this.#state.strangers;
  }

  /** Throws if there is a violation or a stranger. Called at the end of every test. */
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

/** The browser's own Zapier session. Kept here rather than in a cookie, so that tests can change it. */
class Session {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
  }

  /** The user logged in to Zapier in the browser, or null. */
  get person(): Person | null {
    return this.#state.signedIn;
  }

  /** Logs a user in; null logs out. */
  signIn(person: Person | null): void {
    this.#state.signedIn = person;
  }

  /** Whether the consent page waits for a click or decides by itself. */
  get consent(): Consent {
    return this.#state.consent;
  }

  set consent(consent: Consent) {
    this.#state.consent = consent;
  }
}
