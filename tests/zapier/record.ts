import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import type { RequestRecord } from './request-record';
import type { State } from './state';

/** Context of every route of the stand-in. */
export interface StandInEnv {
  Bindings: HttpBindings;
  Variables: { record: RequestRecord; dropped: boolean };
}

/** Records every request and its result. */
export function recorded(state: State): MiddlewareHandler<StandInEnv> {
  return async (c, next) => {
    const record = await readRequest(state, c);
    state.requests.push(record);
    c.set('record', record);
    c.env.outgoing.once('close', () => {
      record.aborted = !c.env.outgoing.writableFinished && !c.get('dropped');
    });
    await next();
    if (!state.switches.keepAlive) c.header('Connection', 'close');
    if (c.get('dropped')) return;
    record.status = c.res.status;
    record.answeredAt = ++state.ticks;
  };
}

/** Cuts the connection. The returned response is never sent. */
export function drop(c: Context<StandInEnv>): Response {
  c.set('dropped', true);
  c.env.incoming.socket.destroy();
  return c.body(null);
}

async function readRequest(state: State, c: Context<StandInEnv>): Promise<RequestRecord> {
  const url = new URL(c.req.url);
  const rawBody = await c.req.text();
  return {
    arrivedAt: ++state.ticks,
    answeredAt: null,
    method: c.req.method,
    host: url.hostname,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: c.req.header(),
    body: parseBody(rawBody, mediaTypeOf(c.req.header('content-type'))),
    rawBody,
    status: null,
    aborted: false,
  };
}

/** Returns the media type without parameters, in lower case; empty if there is none. */
export function mediaTypeOf(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1).join('').trim().toLowerCase();
}

function parseBody(text: string, mediaType: string): unknown {
  if (text === '') return null;
  if (mediaType === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
