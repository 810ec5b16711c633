import { type HTTPError, isHTTPError } from 'ky';
import * as v from 'valibot';
import type { AppSummary } from '../../shared/app-summary';
import type { ConnectionRef, ListedConnection } from '../../shared/connection';
import type { Failure } from '../../shared/failure';
import type { Protocol } from '../../shared/messages';
import { failed, type Result, succeeded } from '../../shared/result';
import type { Http, HttpOptions } from '../http/http';
import { PausedError } from '../http/rate-limit';
import type { AccessTokens } from '../sign-in/access-tokens';
import {
  appsPageSchema,
  appsSchema,
  connectionsSchema,
  connectLinksSchema,
  createdSchema,
  profileSchema,
  readErrors,
} from './answers';
import type { components } from './openapi.generated';

const API = 'https://api.zapier.com';

/** How many apps a search asks for: what the list shows at most. */
const SEARCH_LIMIT = 20;

/** How many connections a page asks for: the most that Zapier's older API gave. */
const PAGE_LIMIT = 100;

/** How many pages of connections are read at most: a third of what a whole office may ask for in a minute. */
const PAGES_READ = 20;

/** Whose account a token belongs to. */
export interface Profile {
  id: string;
  email: string;
  fullName: string;
}

/** A stretch of Zapier's directory, as far as it could be read. */
export interface AppsPage {
  /** Those that can be read. */
  apps: AppSummary[];
  /** How many Zapier sent. */
  size: number;
  /** How many there are in all; null where Zapier does not tell. */
  count: number | null;
  /** Whether a page follows; null where Zapier does not tell. */
  hasNext: boolean | null;
}

/** The `data` of `POST /v2/authentications`. */
export type CreateAuthentication = components['schemas']['NewAuthentication']['data'];

/** Zapier's API, one function an operation. `hasHostAccess` tells whether the browser lets us ask at all. */
export function createZapier(http: Http, accessTokens: AccessTokens, hasHostAccess: () => Promise<boolean>) {
  let searching: AbortController | undefined;

  async function request(path: string, token: string, options: HttpOptions): Promise<Result<unknown, Failure>> {
    if (!navigator.onLine) return failed({ code: 'not-sent' });
    try {
      const response = await http(`${API}${path}`, {
        ...options,
        headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
      });
      const body = await response.text();
      return succeeded(body === '' ? null : JSON.parse(body));
    } catch (error) {
      if (isHTTPError(error)) return failed(refusal(error));
      if (error instanceof PausedError) return failed({ code: 'paused', until: error.until });
      return failed(await silence(options));
    }
  }

  /** Why no answer could be read. Of what may have taken effect nobody knows how far it came. */
  async function silence({ method }: HttpOptions): Promise<Failure> {
    if (method !== undefined) return { code: 'answer-lost' };
    if (!(await hasHostAccess())) return { code: 'no-host-access' };
    return { code: navigator.onLine ? 'answer-lost' : 'not-sent' };
  }

  /** As an account: a refused token is replaced once, and the request sent once more. */
  async function requestAs(
    accountId: string,
    path: string,
    options: HttpOptions = {},
  ): Promise<Result<unknown, Failure>> {
    if (!(await hasHostAccess())) return failed({ code: 'no-host-access' });
    const token = await accessTokens.get(accountId);
    if (!token.ok) return failed(token.failure.code === 'answer-lost' ? { code: 'not-sent' } : token.failure);
    const first = await request(path, token.value, options);
    if (!isUnauthorized(first)) return first;
    const fresh = await accessTokens.replace(accountId, token.value);
    if (!fresh.ok) return failed(fresh.failure.code === 'answer-lost' ? { code: 'not-sent' } : fresh.failure);
    const second = await request(path, fresh.value, options);
    if (!isUnauthorized(second)) return second;
    const { failure } = await accessTokens.end(accountId, fresh.value);
    return failed(failure.code === 'answer-lost' ? { code: 'not-sent' } : failure);
  }

  /** The path of a list's next page. The token follows a link to nowhere but the list it came from. */
  function nextPage(link: string, path: string): string | null {
    if (!URL.canParse(link, API)) return null;
    const { origin, pathname, search } = new URL(link, API);
    return origin === API && pathname === path ? pathname + search : null;
  }

  return {
    /** `GET /v1/profiles/me`, with a token that no account owns yet. */
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

    /**
     * `GET /v2/apps?ids=`: the page of Zapier's on which the app is connected, as Zapier gives it and fit for
     * nothing before it is judged. Null where the app needs no connection, undefined where Zapier does not list it.
     */
    async connectLink(accountId: string, appId: string): Promise<Result<string | null | undefined, Failure>> {
      const answer = await requestAs(accountId, '/v2/apps', { searchParams: { ids: appId } });
      return read(answer, connectLinksSchema, ({ data }) => {
        return data.find(({ id }) => id === appId)?.links.connect_new_authentication;
      });
    },

    /**
     * `GET /v2/authentications?app=`, all pages: the account's own connections of an app. Either the whole
     * list, without items that cannot be read, or a failure: `answer-lost` where there is more than is read.
     */
    async listAuthentications(accountId: string, appId: string): Promise<Result<ListedConnection[], Failure>> {
      const list = '/v2/authentications';
      // What is created or deleted meanwhile shifts the pages, and one may be listed twice.
      const listed = new Map<string, ListedConnection>();
      let path: string | null = `${list}?${new URLSearchParams({ app: appId, limit: String(PAGE_LIMIT) })}`;
      for (let page = 0; page < PAGES_READ && path !== null; page++) {
        const answer = read(await requestAs(accountId, path), connectionsSchema, (output) => output);
        if (!answer.ok) return answer;
        const { connections, next } = answer.value;
        for (const connection of connections) listed.set(connection.id, connection);
        if (next === null) return succeeded([...listed.values()]);
        path = nextPage(next, list);
      }
      return failed({ code: 'answer-lost' });
    },

    /** `DELETE /v2/authentications/{id}`. Who may is not documented: 403, 404 and 405 are to be expected. */
    async deleteAuthentication(accountId: string, id: string): Promise<Result<null, Failure>> {
      const path = `/v2/authentications/${encodeURIComponent(id)}`;
      const answer = await requestAs(accountId, path, { method: 'delete' });
      return answer.ok ? succeeded(null) : answer;
    },

    /** `GET /v2/apps?limit=&offset=`, most popular first: for the catalogue, which nobody waits for. */
    async appsPage(accountId: string, offset: number, limit: number): Promise<Result<AppsPage, Failure>> {
      const options: HttpOptions = { searchParams: { limit, offset }, urgency: 'filling' };
      return read(await requestAs(accountId, '/v2/apps', options), appsPageSchema, (page) => page);
    },

    /** `POST /v2/authentications`. Not idempotent: sending it again makes a second one. */
    async createAuthentication(accountId: string, data: CreateAuthentication): Promise<Result<ConnectionRef, Failure>> {
      const json = { data };
      return read(
        await requestAs(accountId, '/v2/authentications', { method: 'post', json }),
        createdSchema,
        (made) => made,
      );
    },
  };
}

/** What {@link createZapier} gives. */
export type Zapier = ReturnType<typeof createZapier>;

function refusal({ response, data }: HTTPError): Failure {
  const { status } = response;
  return { code: status >= 500 ? 'server-error' : 'refused', status, errors: readErrors(data) };
}

function isUnauthorized(result: Result<unknown, Failure>): boolean {
  return !result.ok && result.failure.code === 'refused' && result.failure.status === 401;
}

function read<S extends v.GenericSchema, T>(
  answer: Result<unknown, Failure>,
  schema: S,
  pick: (output: v.InferOutput<S>) => T,
): Result<T, Failure> {
  if (!answer.ok) return answer;
  const parsed = v.safeParse(schema, answer.value);
  return parsed.success ? succeeded(pick(parsed.output)) : failed({ code: 'answer-lost' });
}
