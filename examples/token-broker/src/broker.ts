import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { ANY_FIREFOX, type Config } from './config.ts';
import { createLimit } from './limit.ts';
import { type Refusal, refuse } from './refusals.ts';
import { pseudonym, seal } from './seal.ts';
import { kindOf, readForm, readTokenRequest, type TokenRequest } from './token-request.ts';
import { withoutSecrets } from './without-secrets.ts';
import { askZapier, type Fetch, type ZapierAnswer } from './zapier.ts';

/** Largest request in bytes. The extension's have about one thousand. */
const LARGEST_BODY = 16 * 1024;

/** How long a browser remembers that it may send requests here, in seconds. */
const PERMISSION_LIFE_S = 3600;

/** Errors that RFC 6749, section 5.2, names. Other words of Zapier's are not logged: they may quote what was sent. */
const KNOWN_ERRORS = [
  ...['invalid_request', 'invalid_client', 'invalid_grant'],
  ...['unauthorized_client', 'unsupported_grant_type', 'invalid_scope'],
];

/** A line of the log. */
interface Entry {
  kind: 'sign-in' | 'refresh' | 'health' | 'preflight' | 'other';
  outcome: 'answered' | 'not found' | 'granted' | 'refused by Zapier' | Refusal;
  /** Zapier's error, if it is one that is known. */
  error?: string;
  /** Keyed hash of the sign-in that the request belongs to. */
  family?: string;
}

interface BrokerEnv {
  Variables: { entry: Entry };
}

interface Dependencies {
  config: Config;
  fetch: Fetch;
  /** Takes one line of JSON per request. */
  log: (line: string) => void;
  /** Returns epoch milliseconds. Default: the clock. */
  now?: () => number;
}

/** Creates the broker: `fetch` of what it returns answers requests. */
export function createBroker({ config, fetch, log, now = Date.now }: Dependencies): Hono<BrokerEnv> {
  const waitFor = createLimit(now);
  const isServed = (origin: string | undefined) =>
    origin !== undefined &&
    (config.origins.has(origin) || (config.origins.has(ANY_FIREFOX) && origin.startsWith('moz-extension://')));
  const permit = (method: string) =>
    cors({
      origin: (origin) => (isServed(origin) ? origin : null),
      allowMethods: [method],
      exposeHeaders: ['Retry-After'],
      maxAge: PERMISSION_LIFE_S,
    });

  async function answer(c: Context<BrokerEnv>): Promise<Response> {
    const form = readForm(c.req.header('Content-Type') ?? '', await c.req.text());
    c.set('entry', { kind: kindOf(form), outcome: 'granted' });
    const request = await readTokenRequest(config, form, now());
    if (typeof request === 'string') return refused(c, request);
    c.set('entry', { ...c.get('entry'), family: await pseudonym(request.family, config.sealingKeys) });
    const seconds = waitFor(await pseudonym(request.counted, config.sealingKeys));
    if (seconds > 0) return refused(c, 'too many', { 'Retry-After': String(seconds) });
    const given = await askZapier(config, fetch, request.form);
    if (typeof given === 'string') return refused(c, given);
    if (isRefusal(given)) return passOn(c, config, request, given);
    const tokens = await sealTokens(config, request, given);
    return tokens ? c.json(tokens) : refused(c, 'not understood');
  }

  const app = new Hono<BrokerEnv>();
  app.use(logged(log, now));
  app.on(['OPTIONS', 'POST'], '/token', async (c, next) => {
    if (!isServed(c.req.header('Origin'))) return refused(c, 'other origin');
    return next();
  });
  app.on(['OPTIONS', 'POST'], '/token', permit('POST'));
  app.post('/token', bodyLimit({ maxSize: LARGEST_BODY, onError: (c) => refused(c, 'too large') }), answer);
  app.on(['OPTIONS', 'GET'], '/health', permit('GET'));
  app.get('/health', (c) => {
    c.set('entry', { kind: 'health', outcome: 'answered' });
    return c.json({ status: 'ok' });
  });
  app.notFound((c) => {
    c.set('entry', { ...c.get('entry'), outcome: 'not found' });
    return c.body(null, 404);
  });
  app.onError((_error, c) => refused(c, 'failed'));
  return app;
}

/** Logs every request, and lets nobody keep or interpret an answer. */
function logged(log: (line: string) => void, now: () => number): MiddlewareHandler<BrokerEnv> {
  return async (c, next) => {
    const began = now();
    c.set('entry', { kind: c.req.method === 'OPTIONS' ? 'preflight' : 'other', outcome: 'answered' });
    await next();
    c.header('Cache-Control', 'no-store');
    c.header('X-Content-Type-Options', 'nosniff');
    const { kind, outcome, ...more } = c.get('entry');
    const time = new Date(began).toISOString();
    log(JSON.stringify({ time, kind, outcome, status: c.res.status, milliseconds: now() - began, ...more }));
  };
}

function refused(c: Context<BrokerEnv>, outcome: Refusal, headers?: Record<string, string>): Response {
  c.set('entry', { ...c.get('entry'), outcome });
  return refuse(outcome, headers);
}

/** Returns whether Zapier refuses. Some servers say so with the status of a success; none sends tokens with it. */
function isRefusal({ status, text }: ZapierAnswer): boolean {
  const members = membersOf(text) ?? {};
  if ('access_token' in members || 'refresh_token' in members) return false;
  return status >= 400 || (status === 200 && typeof members.error === 'string');
}

/** Returns Zapier's refusal word for word, except where it quotes what no browser may see. */
function passOn(c: Context<BrokerEnv>, config: Config, { form }: TokenRequest, given: ZapierAnswer): Response {
  const error = KNOWN_ERRORS.find((known) => known === membersOf(given.text)?.error);
  c.set('entry', { ...c.get('entry'), outcome: 'refused by Zapier', ...(error === undefined ? {} : { error }) });
  const text = withoutSecrets(given.text, config, form.refresh_token ?? '');
  const headers = new Headers({ 'Content-Type': given.contentType ?? 'text/plain' });
  if (given.retryAfter !== null) headers.set('Retry-After', given.retryAfter);
  return new Response(text, { status: given.status, headers });
}

/** Returns Zapier's tokens with the refresh token sealed, or null if there are none. */
async function sealTokens(config: Config, { family, signedInAt }: TokenRequest, { status, text }: ZapierAnswer) {
  const { refresh_token: refreshToken, ...others } = (status === 200 && membersOf(text)) || {};
  if (typeof others.access_token !== 'string') return null;
  if (typeof refreshToken !== 'string' || refreshToken === '') return others;
  return { ...others, refresh_token: await seal({ refreshToken, family, signedInAt }, config.sealingKeys) };
}

/** Returns the members of a JSON object, or undefined if the text is not one. */
function membersOf(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
