import { deferred } from './deferred';
import type { RequestRecord } from './request-record';

/** What can be made to fail, and waited for. */
export type Endpoint =
  | 'GET /v2/authorize'
  | 'GET /oauth/authorize/'
  | 'POST /oauth/token/'
  | 'GET /v1/profiles/me'
  | 'GET /v2/apps'
  | 'GET /v2/authentications'
  | 'POST /v2/authentications'
  | 'DELETE /v2/authentications/{authentication_id}'
  /** The token broker. */
  | 'POST /token';

/** An answer in place of the stand-in's own. */
export interface ScriptedAnswer {
  status: number;
  headers?: Record<string, string>;
  /** Sent as it is. */
  body?: string;
  /** Whether the request takes effect all the same, for example a connection that exists behind a 504. */
  commit?: boolean;
}

/** No answer at all: the connection dies before, or after, the request took effect. */
export interface DroppedConnection {
  dropConnection: 'before' | 'after';
}

export type Answer = ScriptedAnswer | DroppedConnection;

/** A request that waits until the test lets it go on. */
export interface Hold {
  /** Settles when a request has arrived here. */
  arrived: Promise<RequestRecord>;
  /** Lets it go on, now or as soon as it comes. */
  release(): void;
}

interface Gate {
  when: 'before' | 'after';
  arrive(record: RequestRecord): void;
  /** True: go on. False: the stand-in is being reset or closed. */
  open(goOn: boolean): void;
  opened: Promise<boolean>;
}

/** What is arranged for each endpoint. */
export interface Faults {
  next: Map<Endpoint, Answer[]>;
  always: Map<Endpoint, Answer>;
  gates: Map<Endpoint, Gate[]>;
  /** Gates whose request has arrived and waits. */
  waiting: Set<Gate>;
}

export function createFaults(): Faults {
  return { next: new Map(), always: new Map(), gates: new Map(), waiting: new Set() };
}

/** Queues answers: one request of the endpoint takes one. */
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

/** Ends every hold for good. The requests that wait are dropped. */
export function abandonGates(faults: Faults): void {
  for (const gate of [...faults.waiting, ...[...faults.gates.values()].flat()]) gate.open(false);
}

/** What became of a request: an answer, the stand-in's own or a scripted one, or a dropped connection. */
export type Outcome = { answer: Response; scripted: boolean } | 'dropped';

/** Runs `commit` with what is arranged for this request of the endpoint around it. */
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
