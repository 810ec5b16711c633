import { type HTTPError, isHTTPError } from 'ky';
import * as v from 'valibot';
import type { AppSummary } from '../../shared/app';
import type { ConnectionRef, ListedConnection } from '../../shared/connection';
import type { Failure, NotUnderstood } from '../../shared/failure';
import type { OfApp, Protocol } from '../../shared/messages';
import { failed, type Result, succeeded } from '../../shared/result';
import { type Http, type HttpOptions, UnwantedError } from '../http/http';
import { PausedError } from '../http/rate-limit';
import type { Urgency } from '../http/traffic';
import { noteFindings } from '../keep-on-disk';
import type { AccessTokenFailure, AccessTokens } from '../sign-in/access-tokens';
import {
  appsPageSchema,
  appsSchema,
  connectionsPageSchema,
  connectLinksSchema,
  createdSchema,
  profileSchema,
  readErrors,
} from './answers';
import { beginningOf, isRedirect, kindOf, textsIn } from './not-understood';
import type { components } from './openapi.generated';

const API = 'https://api.zapier.com';

/** Returns whether an address is on the API's host. */
export const isOnApi = ({ origin }: URL): boolean => origin === API;

/** Apps per search: the most the list shows. */
const SEARCH_LIMIT = 20;

/** Connections, or apps looked up by id, per page: the maximum of Zapier's older API. */
const PAGE_LIMIT = 100;

/** The account that a token belongs to. */
export interface Profile {
  id: string;
  email: string;
  fullName: string;
}

/** An answer, before its body is parsed. */
interface Answer {
  /** Method and path of the request, without its query. */
  operation: string;
  status: number;
  text: string;
  /** Every text in the request's body, among them credentials that the answer may repeat. */
  sent: string[];
}

/** One page of Zapier's directory. */
export interface AppsPage {
  /** The valid ones. */
  apps: AppSummary[];
  /** Number of apps Zapier sent. */
  size: number;
  /** Number of apps in the directory; null if Zapier does not say. */
  count: number | null;
  /** True if another page follows; null if Zapier does not say. */
  hasNext: boolean | null;
}

/** One page of an app's connections. */
export interface ConnectionsPage {
  /** The valid ones. */
  connections: ListedConnection[];
  /** Number of connections Zapier sent. */
  size: number;
  /** Number of connections there are; null if Zapier does not say. */
  count: number | null;
  hasNext: boolean;
}

/** The `data` of `POST /v2/authentications`. */
export type CreateAuthentication = components['schemas']['NewAuthentication']['data'];

/**
 * Creates Zapier's API client, one function per operation. `hasHostAccess` returns whether the browser permits requests
 * to Zapier.
 */
export function createZapier(
  http: Http,
  accessTokens: Pick<AccessTokens, 'get' | 'isKnown' | 'replace'>,
  hasHostAccess: () => Promise<boolean>,
) {
  let searching: AbortController | undefined;

  async function request(path: string, token: string, options: HttpOptions): Promise<Result<Answer, Failure>> {
    const sent = textsIn(options.json);
    const operation = `${(options.method ?? 'get').toUpperCase()} ${path.replace(/\?.*/, '')}`;
    try {
      const response = await http(`${API}${path}`, {
        ...options,
        headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
      });
      return succeeded({ operation, sent, status: response.status, text: await response.text() });
    } catch (error) {
      if (isHTTPError(error)) return failed(await refusal(error, operation, sent));
      if (error instanceof PausedError) return failed({ code: 'paused', until: error.until });
      if (error instanceof UnwantedError) return failed({ code: 'sign-in-ended' });
      return failed(await silence(options));
    }
  }

  /**
   * Returns why there is no usable response. A request that may have taken effect counts as `answer-lost`, because
   * nobody knows how far it got.
   */
  async function silence({ method }: HttpOptions): Promise<Failure> {
    if (method !== undefined) return { code: 'answer-lost' };
    if (!(await hasHostAccess())) return { code: 'no-host-access' };
    return { code: navigator.onLine ? 'answer-lost' : 'not-sent' };
  }

  /**
   * Sends a request as an account. If the token is refused, replaces it once and repeats the request. A request that is
   * refused with a token just issued is refused for another reason, so this does not end the sign-in. Nothing is sent
   * for an account that was signed out while the request waited for its token or its turn.
   */
  async function requestAs(
    accountId: string,
    path: string,
    options: HttpOptions = {},
  ): Promise<Result<Answer, Failure>> {
    if (!(await hasHostAccess())) return failed({ code: 'no-host-access' });
    const token = await accessTokens.get(accountId);
    if (!token.ok) return failed(notSent(token.failure));
    const wanted = { ...options, isWanted: () => accessTokens.isKnown(accountId) };
    const first = await request(path, token.value, wanted);
    if (!isUnauthorized(first)) return first;
    const fresh = await accessTokens.replace(accountId, token.value);
    if (!fresh.ok) return failed(notSent(fresh.failure));
    return request(path, fresh.value, wanted);
  }

  return {
    /** `GET /v1/profiles/me`, with a token not yet assigned to an account. */
    async profile(accessToken: string): Promise<Result<Profile, Failure>> {
      return read(await request('/v1/profiles/me', accessToken, {}), profileSchema, (profile) => ({
        id: profile.id,
        email: profile.email,
        fullName: profile.full_name,
      }));
    },

    /** `GET /v2/apps?query=`, most popular first. A newer search cancels the one in flight. */
    async searchApps({ accountId, query }: Protocol['apps.search']['request']): Promise<Result<AppSummary[], Failure>> {
      searching?.abort();
      searching = new AbortController();
      const { signal } = searching;
      const searchParams = { query, limit: SEARCH_LIMIT };
      return read(await requestAs(accountId, '/v2/apps', { searchParams, signal }), appsSchema, (apps) => apps.data);
    },

    /** `GET /v2/apps?ids=`: those of these apps that Zapier lists. */
    async listedApps(accountId: string, ids: string[]): Promise<Result<AppSummary[], Failure>> {
      const searchParams = { ids: ids.join(','), limit: PAGE_LIMIT };
      return read(await requestAs(accountId, '/v2/apps', { searchParams }), appsSchema, (apps) => apps.data);
    },

    /**
     * `GET /v2/apps?ids=`: the Zapier page on which the app is connected. Returned unchecked; validate it before use.
     * Null if the app needs no connection, undefined if Zapier does not list it.
     */
    async connectLink(accountId: string, appId: string): Promise<Result<string | null | undefined, Failure>> {
      const answer = await requestAs(accountId, '/v2/apps', { searchParams: { ids: appId } });
      return read(answer, connectLinksSchema, ({ data }) => {
        return data.find(({ id }) => id === appId)?.links.connect_new_authentication;
      });
    },

    /**
     * `GET /v2/authentications?app=&limit=&offset=`: a page of the account's own connections for an app. Zapier may put
     * fewer on a page than it is asked for. Its link to the next page is not followed: with offsets the token goes
     * nowhere else, whatever the link says.
     */
    async connectionsPage(
      { accountId, appId }: OfApp,
      offset: number,
      urgency: Urgency,
    ): Promise<Result<ConnectionsPage, Failure>> {
      const searchParams = { app: appId, limit: PAGE_LIMIT, ...(offset > 0 && { offset }) };
      const answer = await requestAs(accountId, '/v2/authentications', { searchParams, urgency });
      return read(answer, connectionsPageSchema, (page) => page);
    },

    /**
     * `DELETE /v2/authentications/{id}`. Zapier does not document who may do this: expect 403, 405, and 404, which also
     * says that the connection is gone.
     */
    async deleteAuthentication(accountId: string, id: string): Promise<Result<null, Failure>> {
      const path = `/v2/authentications/${encodeURIComponent(id)}`;
      const answer = await requestAs(accountId, path, { method: 'delete' });
      if (!answer.ok) return answer;
      // Anything else than what is documented may come from something on the way.
      return answer.value.status === 204 ? succeeded(null) : failed(await notUnderstood(answer.value));
    },

    /** `GET /v2/apps?limit=&offset=`, most popular first. */
    async appsPage(
      accountId: string,
      offset: number,
      limit: number,
      urgency: Urgency = 'filling',
    ): Promise<Result<AppsPage, Failure>> {
      const options: HttpOptions = { searchParams: { limit, offset }, urgency };
      return read(await requestAs(accountId, '/v2/apps', options), appsPageSchema, (page) => page);
    },

    /** `POST /v2/authentications`. Not idempotent: repeating it creates a second connection. */
    async createAuthentication(accountId: string, data: CreateAuthentication): Promise<Result<ConnectionRef, Failure>> {
      const json = { data };
      return read(
        await requestAs(accountId, '/v2/authentications', { method: 'post', json }),
        createdSchema,
        ({ id, title }) => ({ id, title: title || data.title }),
      );
    },
  };
}

/** The object that {@link createZapier} returns. */
export type Zapier = ReturnType<typeof createZapier>;

/**
 * Returns what an answer with an error status means. A client error that comes as a page or as text is not Zapier's own
 * refusal: something on the way answered, and the request may have passed it.
 */
async function refusal({ response, data }: HTTPError, operation: string, sent: string[]): Promise<Failure> {
  const { status } = response;
  const body = typeof data === 'string' ? parseJson(data) : data;
  if (isRedirect(response)) return notUnderstood({ operation, status, text: '', sent }, 'redirect');
  if (status >= 500) return { code: 'server-error', status, errors: readErrors(body) };
  const isText = typeof data === 'string' && data.trim() !== '' && (typeof body !== 'object' || body === null);
  if (isText && status !== 401) return notUnderstood({ operation, status, text: data, sent });
  return { code: 'refused', status, errors: readErrors(body) };
}

/** Returns what it means for a request that its token could not be renewed: the request itself was not sent. */
function notSent(failure: AccessTokenFailure): Failure {
  return failure.code === 'answer-lost' ? { code: 'not-sent' } : failure;
}

function isUnauthorized(result: Result<Answer, Failure>): boolean {
  return !result.ok && result.failure.code === 'refused' && result.failure.status === 401;
}

/** Returns what a successful answer holds, if it has the expected form. */
async function read<S extends v.GenericSchema, T>(
  answer: Result<Answer, Failure>,
  schema: S,
  pick: (output: v.InferOutput<S>) => T,
): Promise<Result<T, Failure>> {
  if (!answer.ok) return answer;
  const json = parseJson(answer.value.text);
  const parsed = v.safeParse(schema, json);
  // Lenient schemas accept anything, but not what is no JSON.
  if (parsed.success && json !== undefined) return succeeded(pick(parsed.output));
  return failed(await notUnderstood(answer.value));
}

/** Notes for the diagnostics how an answer begins that has not the expected form. */
async function notUnderstood(
  { operation, status, text, sent }: Answer,
  got: NotUnderstood['got'] = kindOf(text),
): Promise<NotUnderstood> {
  const failure: NotUnderstood = { code: 'not-understood', status, got };
  await noteFindings([{ ...failure, key: operation, beginning: beginningOf(text, sent), at: Date.now() }]);
  return failure;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
