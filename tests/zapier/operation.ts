import type { Context, Handler } from 'hono';
import type { Operation } from './document';
import type { ApiError } from './errors';
import { type Endpoint, withFaults } from './faults';
import { drop, type StandInEnv } from './record';
import type { State } from './state';
import { checkAnswer, checkRequest, operationOf } from './validation';

/** A route's handler. */
export type Handle = (c: Context<StandInEnv>) => Response | Promise<Response>;

/** A route outside the document whose responses tests can script, drop or hold. */
export function faulty(state: State, endpoint: Endpoint, handle: Handle): Handler<StandInEnv> {
  return async (c) => {
    const outcome = await withFaults(state.faults, endpoint, c.get('record'), () => handle(c));
    return outcome === 'dropped' ? drop(c) : outcome.answer;
  };
}

/**
 * A route of lib/background/zapier/openapi.yaml. A request that the document does not allow is a violation and gets the
 * response of `refuse`. A response of ours that the document does not allow is a violation too, unless a test scripted
 * it.
 */
export function documented(
  state: State,
  endpoint: Endpoint,
  refuse: (first: ApiError, ...others: ApiError[]) => Response,
  handle: Handle,
  operation: Operation = operationOf(endpoint),
): Handler<StandInEnv> {
  return async (c) => {
    const record = c.get('record');
    const [first, ...others] = checkRequest(operation, record, new URL(c.req.url).searchParams);
    for (const { detail, source } of first ? [first, ...others] : [])
      state.violations.push({ kind: 'request', message: detail, source, request: record });
    const outcome = await withFaults(state.faults, endpoint, record, () =>
      first ? refuse(first, ...others) : handle(c),
    );
    if (outcome === 'dropped') return drop(c);
    if (!first && !outcome.scripted)
      for (const message of await checkAnswer(operation, outcome.answer))
        state.violations.push({ kind: 'answer', message, source: null, request: record });
    return outcome.answer;
  };
}

/** Returns the request's body, typed by the schema that {@link documented} has checked it against. */
export function checkedBody<T>(c: Context<StandInEnv>): T {
  return c.get('record').body as T;
}
