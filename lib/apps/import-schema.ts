/**
 * The rest of what the Zapier Platform asks of an authentication and of the app around it. Only an import
 * is held to it: a form needs none of it, but what Zapier would refuse is no definition of its app.
 */
import * as v from 'valibot';
import { because } from './definition-issue';
import { authenticationEntries } from './definition-schema';
import { throttle } from './whole-app/operations';
import { bulkReads, creates, resources, searches, searchOrCreates, triggers } from './whole-app/parts';
import { anyObject, call, closed, code, flag, flat, named, orCode, request } from './whole-app/shapes';

const redirect = closed({
  method: v.exactOptional(v.picklist(['GET'], because('unknown-value'))),
  url: v.exactOptional(v.string()),
  params: v.exactOptional(flat),
});

/** The Platform's AuthenticationSchema, except that `test` may be left out. */
export const authenticationSchema = closed({
  ...authenticationEntries,
  test: v.exactOptional(call),
  connectionLabel: v.exactOptional(v.lazy((input) => (typeof input === 'string' ? v.string() : call))),
  basicConfig: v.exactOptional(closed({})),
  customConfig: v.exactOptional(closed({ sendCode: v.exactOptional(call) })),
  digestConfig: v.exactOptional(closed({})),
  oauth1Config: v.exactOptional(
    closed({ getRequestToken: call, authorizeUrl: orCode(redirect), getAccessToken: call }),
  ),
  oauth2Config: v.exactOptional(
    closed({
      authorizeUrl: orCode(redirect),
      getAccessToken: call,
      refreshAccessToken: v.exactOptional(call),
      codeParam: v.exactOptional(v.string()),
      scope: v.exactOptional(v.string()),
      autoRefresh: flag,
      enablePkce: flag,
    }),
  ),
  sessionConfig: v.exactOptional(closed({ perform: call })),
});

const version = v.pipe(
  v.string(),
  v.regex(
    /^(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2})(?:-(?=.{1,12}$)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)?$/,
    because('not-a-version'),
  ),
);

/** Zapier takes one reference that the Platform made, but other code in a list only. */
const middlewares = v.lazy((input) => (typeof input === 'string' ? code : v.array(code, because('not-a-list'))));

/** The Platform's AppSchema, except that the versions may be left out; what a shape cannot say is `appFailures`' to find. */
export const appSchema = closed({
  authentication: authenticationSchema,
  version: v.exactOptional(version),
  platformVersion: v.exactOptional(version),
  beforeApp: v.exactOptional(middlewares),
  afterApp: v.exactOptional(middlewares),
  requestTemplate: v.exactOptional(request),
  beforeRequest: v.exactOptional(middlewares),
  afterResponse: v.exactOptional(middlewares),
  hydrators: v.exactOptional(named(code, v.regex(/^[a-zA-Z][a-zA-Z\d]*$/, because('not-a-name')))),
  resources: v.exactOptional(resources),
  triggers: v.exactOptional(triggers),
  bulkReads: v.exactOptional(bulkReads),
  searches: v.exactOptional(searches),
  creates: v.exactOptional(creates),
  searchOrCreates: v.exactOptional(searchOrCreates),
  searchAndCreates: v.exactOptional(searchOrCreates),
  flags: v.exactOptional(
    closed({ skipHttpPatch: flag, skipThrowForStatus: flag, throwForThrottlingEarly: flag, cleanInputData: flag }),
  ),
  throttle: v.exactOptional(throttle),
  legacy: v.exactOptional(anyObject),
  firehoseWebhooks: v.exactOptional(anyObject),
});

/** A whole app that has the Platform's shapes. */
export type App = v.InferOutput<typeof appSchema>;
