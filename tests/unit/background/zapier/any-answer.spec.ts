import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it, vi } from 'vitest';
import { createHttp } from '../../../../lib/background/http/http';
import { createRateLimit } from '../../../../lib/background/http/rate-limit';
import type { AccessTokens } from '../../../../lib/background/sign-in/access-tokens';
import {
  appsPageSchema,
  appsSchema,
  connectionsPageSchema,
  connectLinksSchema,
  createdSchema,
  profileSchema,
  readErrors,
} from '../../../../lib/background/zapier/answers';
import { createZapier } from '../../../../lib/background/zapier/api';
import type { Failure } from '../../../../lib/shared/failure';
import { createLocks } from '../../support/locks';

/** Random combinations of the names and shapes found in Zapier's answers. */
const likeAnswers = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom<unknown>('', 'abc', '3', 'true', 'https://cdn.zapier.com/a.png', '/v2/authentications?offset=1'),
    fc.constantFrom<unknown>(null, true, 0, -1, 7, 1e300, [], {}, [[]], '\u0000', '\udc00'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        ...['data', 'meta', 'links', 'errors', 'count', 'next', 'id', 'title', 'email', 'full_name', 'image'],
        ...['images', 'url_32x32', 'connect_new_authentication', 'is_expired', 'description', 'code', 'detail'],
        ...['source', 'pointer', 'constructor', 'toString', ''],
      ),
      tie('value'),
      { maxKeys: 5, noNullPrototype: true },
    ),
  ),
})).value;
const body = fc.oneof(
  { weight: 4, arbitrary: likeAnswers.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
);

vi.stubGlobal('navigator', { onLine: true, locks: createLocks() });

let answer: () => Response;
vi.stubGlobal('fetch', async () => answer());
const accessTokens: AccessTokens = {
  get: async () => ({ ok: true, value: 'token' }),
  replace: async () => ({ ok: true, value: 'token' }),
  spend: async () => undefined,
  isKnown: async () => true,
};
// Time passes at each look at the clock, so that no request is held back.
let time = 0;
const rateLimit = createRateLimit({
  limit: async () => 600,
  now() {
    time += 10_000;
    return time;
  },
});
const http = createHttp(rateLimit, () => true);
const zapier = createZapier(http, accessTokens, async () => true);

const OPERATIONS = {
  profile: () => zapier.profile('token'),
  searchApps: () => zapier.searchApps({ accountId: '1', query: 'q' }),
  connectLink: () => zapier.connectLink('1', 'abc'),
  connectionsPage: () => zapier.connectionsPage({ accountId: '1', appId: 'abc' }, 0, 'awaited'),
  deleteAuthentication: () => zapier.deleteAuthentication('1', 'abc'),
  appsPage: () => zapier.appsPage('1', 0, 100),
  listedApps: () => zapier.listedApps('1', ['a']),
  createAuthentication: () => zapier.createAuthentication('1', { title: 'T', app: 'abc', authentication_fields: {} }),
};

const SCHEMAS = {
  profileSchema,
  appsSchema,
  connectLinksSchema,
  connectionsPageSchema,
  appsPageSchema,
  createdSchema,
};
const RUNS = { numRuns: 10_000 };

describe('any answer from Zapier', { timeout: 120_000 }, () => {
  it.each(Object.entries(SCHEMAS))('parses any value with %s without throwing', (_, schema: v.GenericSchema) => {
    fc.assert(
      fc.property(
        fc.oneof(likeAnswers, fc.jsonValue()),
        (value) => typeof v.safeParse(schema, value).success === 'boolean',
      ),
      RUNS,
    );
  });

  it('reads at least one error from any refusal', () => {
    fc.assert(
      fc.property(fc.oneof(likeAnswers, fc.jsonValue()), (value) => {
        const errors = readErrors(value);
        expect(errors.length).toBeGreaterThan(0);
        for (const { code, detail, pointer } of errors)
          expect([typeof code, typeof detail, pointer === null || typeof pointer === 'string']).toEqual([
            'string',
            'string',
            true,
          ]);
      }),
      RUNS,
    );
  });

  it('returns a value or reports an answer that was not understood, for any body, whatever the operation', async () => {
    await fc.assert(
      fc.asyncProperty(body, fc.constantFrom(...Object.values(OPERATIONS)), async (text, operation) => {
        answer = () => new Response(text);
        const result = await operation();
        if (!result.ok) expect(result.failure).toMatchObject({ code: 'not-understood', status: 200 });
      }),
      RUNS,
    );
  });

  it('keeps the status of any refusal to create a connection', async () => {
    const status = fc.constantFrom(400, 403, 404, 405, 409, 422, 500, 502, 503);
    await fc.assert(
      fc.asyncProperty(body, status, async (text, code) => {
        answer = () => new Response(text, { status: code });
        const { failure } = (await OPERATIONS.createAuthentication()) as { failure: Failure };
        expect(failure).toMatchObject({ status: code });
        const codes = code >= 500 ? ['server-error'] : ['refused', 'not-understood'];
        expect(codes).toContain(failure.code);
      }),
      { numRuns: 1_000 },
    );
  });
});
