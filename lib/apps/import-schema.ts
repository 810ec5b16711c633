/**
 * The rest of what the Zapier Platform asks of an authentication and of the app around it. Only an import
 * is held to it: a form needs none of it, but what Zapier would refuse is no definition of its app.
 */
import * as v from 'valibot';
import { because } from './definition-issue';
import { authenticationEntries } from './definition-schema';

const isObject = (input: unknown): input is Record<string, unknown> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

const anyObject = v.custom<Record<string, unknown>>(isObject);

/** An object with these keys and no others; valibot's own takes a list for one. */
const closed = <E extends v.ObjectEntries>(entries: E) => v.pipe(anyObject, v.strictObject(entries));

/** Names that hold anything to read, each with a simple value. */
const flat = v.pipe(
  anyObject,
  v.record(
    v.pipe(v.string(), v.regex(/\S/, because('empty'))),
    v.nullable(v.union([v.string(), v.number(), v.boolean()])),
  ),
);

/** Code in its JSON form: a reference that the Platform made, the path of a module, or a function's body. */
const code = v.lazy((input) => {
  if (typeof input === 'string') return v.pipe(v.string(), v.regex(/^\$func\$\d+\$[tf]\$$/, because('not-code')));
  if (isObject(input) && 'require' in input) return closed({ require: v.string() });
  return closed({
    source: v.pipe(v.string(), v.regex(/return/, because('not-code'))),
    args: v.exactOptional(v.array(v.string())),
  });
});

/** Whether something is code in its JSON form. */
export function isCode(input: unknown): boolean {
  return v.is(code, input);
}

/** Either of two shapes that share no key: what is begun as code is checked as code. */
const orCode = <T extends v.GenericSchema>(schema: T) =>
  v.lazy((input) =>
    typeof input === 'string' || (isObject(input) && ('require' in input || 'source' in input)) ? code : schema,
  );

const request = closed({
  method: v.exactOptional(v.picklist(['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD'], because('unknown-value'))),
  url: v.exactOptional(v.string()),
  body: v.exactOptional(v.nullable(v.union([v.string(), v.array(v.unknown()), anyObject]))),
  params: v.exactOptional(flat),
  headers: v.exactOptional(flat),
  auth: v.exactOptional(v.lazy((input) => (Array.isArray(input) ? v.array(v.string()) : flat))),
  removeMissingValuesFrom: v.exactOptional(
    closed({ params: v.exactOptional(v.boolean()), body: v.exactOptional(v.boolean()) }),
  ),
  serializeValueForCurlies: v.exactOptional(code),
  skipThrowForStatus: v.exactOptional(v.boolean()),
  skipEncodingChars: v.exactOptional(v.string()),
});

const redirect = closed({
  method: v.exactOptional(v.picklist(['GET'], because('unknown-value'))),
  url: v.exactOptional(v.string()),
  params: v.exactOptional(flat),
});

/** The Platform's AuthenticationSchema, except that `test` may be left out. */
export const authenticationSchema = closed({
  ...authenticationEntries,
  test: v.exactOptional(orCode(request)),
  connectionLabel: v.exactOptional(v.lazy((input) => (typeof input === 'string' ? v.string() : orCode(request)))),
  basicConfig: v.exactOptional(closed({})),
  customConfig: v.exactOptional(closed({ sendCode: v.exactOptional(orCode(request)) })),
  digestConfig: v.exactOptional(closed({})),
  oauth1Config: v.exactOptional(
    closed({ getRequestToken: orCode(request), authorizeUrl: orCode(redirect), getAccessToken: orCode(request) }),
  ),
  oauth2Config: v.exactOptional(
    closed({
      authorizeUrl: orCode(redirect),
      getAccessToken: orCode(request),
      refreshAccessToken: v.exactOptional(orCode(request)),
      codeParam: v.exactOptional(v.string()),
      scope: v.exactOptional(v.string()),
      autoRefresh: v.exactOptional(v.boolean()),
      enablePkce: v.exactOptional(v.boolean()),
    }),
  ),
  sessionConfig: v.exactOptional(closed({ perform: orCode(request) })),
});

const version = v.pipe(
  v.string(),
  v.regex(
    /^(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2})\.(?:0|[1-9]\d{0,2})(?:-(?=.{1,12}$)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)?$/,
    because('not-a-version'),
  ),
);

/** What is done with a connection, and so not looked at when one is made. */
const unread = v.exactOptional(v.unknown());

/** The Platform's AppSchema as far as its authentication goes. */
export const appSchema = closed({
  authentication: authenticationSchema,
  version: v.exactOptional(version),
  platformVersion: v.exactOptional(version),
  beforeApp: unread,
  afterApp: unread,
  requestTemplate: unread,
  beforeRequest: unread,
  afterResponse: unread,
  hydrators: unread,
  resources: unread,
  triggers: unread,
  bulkReads: unread,
  searches: unread,
  creates: unread,
  searchOrCreates: unread,
  searchAndCreates: unread,
  flags: unread,
  throttle: unread,
  legacy: unread,
  firehoseWebhooks: unread,
});
