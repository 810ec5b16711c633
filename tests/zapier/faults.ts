import { deferred } from './deferred';
import type { RequestRecord } from './request-record';

/** An endpoint that tests can make fail or wait for. */
export type Endpoint =
  | 'GET /v2/authorize'
  | 'GET /oauth/authorize/'
  | 'POST /oauth/authorize/'
  | 'POST /oauth/token/'
  | 'GET /v1/profiles/me'
  | 'GET /v2/apps'
  | 'GET /v2/authentications'
  | 'POST /v2/authentications'
  | 'DELETE /v2/authentications/{authentication_id}'
  /** The token broker. */
  | 'POST /token'
  | 'GET /health';

/** A response sent instead of the stand-in's own. */
export interface ScriptedAnswer {
  status: number;
  headers?: Record<string, string>;
  /** Sent unchanged. */
  body?: string;
  /** True if the request takes effect as well, for example a connection that exists behind a 504. */
  commit?: boolean;
}

/** No response: the connection is dropped before or after the request takes effect. */
export interface DroppedConnection {
  dropConnection: 'before' | 'after';
}

export type Answer = ScriptedAnswer | DroppedConnection;

/** A request that waits until the test releases it. */
export interface Hold {
  /** Resolves when a request has arrived. */
  arrived: Promise<RequestRecord>;
  /** Lets the request continue, now or as soon as it arrives. */
  release(): void;
}

interface Gate {
  when: 'before' | 'after';
  arrive(record: RequestRecord): void;
  /** True: continue. False: the stand-in is being reset or closed. */
  open(goOn: boolean): void;
  opened: Promise<boolean>;
}

/** Scripted responses and holds by endpoint. */
export interface Faults {
  next: Map<Endpoint, Answer[]>;
  always: Map<Endpoint, Answer>;
  gates: Map<Endpoint, Gate[]>;
  /** Gates whose request has arrived and is waiting. */
  waiting: Set<Gate>;
}

export function createFaults(): Faults {
  return { next: new Map(), always: new Map(), gates: new Map(), waiting: new Set() };
}

/** Queues responses; each request of the endpoint takes one. */
export function queueAnswers(faults: Faults, endpoint: Endpoint, answers: readonly Answer[]): void {
  faults.next.set(endpoint, [...(faults.next.get(endpoint) ?? []), ...answers]);
}

/** Holds the endpoint's next request. */
export function addGate(faults: Faults, endpoint: Endpoint, when: 'before' | 'after'): Hold {
  const arrived = deferred<RequestRecord>();
  const opened = deferred<boolean>();
  const gate: Gate = { when, arrive: arrived.resolve, open: opened.resolve, opened: opened.promise };
  faults.gates.set(endpoint, [...(faults.gates.get(endpoint) ?? []), gate]);
  return { arrived: arrived.promise, release: () => gate.open(true) };
}

/** Ends every hold for good and drops the waiting requests. */
export function abandonGates(faults: Faults): void {
  for (const gate of [...faults.waiting, ...[...faults.gates.values()].flat()]) gate.open(false);
}

/** Result of a request: a response, the stand-in's own or a scripted one, or a dropped connection. */
export type Outcome = { answer: Response; scripted: boolean } | 'dropped';

/** Runs `commit` with the endpoint's scripted responses and holds applied. */
export async function withFaults(
  faults: Faults,
  endpoint: Endpoint,
  record: RequestRecord,
  commit: () => Response | Promise<Response>,
): Promise<Outcome> {
  const gate = faults.gates.get(endpoint)?.shift();
  const fault = faults.next.get(endpoint)?.shift() ?? faults.always.get(endpoint);
  if (gate?.when === 'before' && !(await passes(faults, gate, record))) return 'dropped';
  if (fault === undefined) {
    const answer = await commit();
    if (gate?.when === 'after' && !(await passes(faults, gate, record))) return 'dropped';
    return { answer, scripted: false };
  }
  if ('dropConnection' in fault ? fault.dropConnection === 'after' : fault.commit) await commit();
  if (gate?.when === 'after' && !(await passes(faults, gate, record))) return 'dropped';
  if ('dropConnection' in fault) return 'dropped';
  return {
    answer: new Response(fault.body ?? null, { status: fault.status, headers: fault.headers ?? {} }),
    scripted: true,
  };
}

async function passes(faults: Faults, gate: Gate, record: RequestRecord): Promise<boolean> {
  faults.waiting.add(gate);
  gate.arrive(record);
  const goOn = await gate.opened;
  faults.waiting.delete(gate);
  return goOn;
}
