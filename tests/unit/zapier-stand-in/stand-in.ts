import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { ACME_CRM, MARIA, startZapier, type ZapierStandIn } from '../../zapier/zapier';
import { REDIRECT_URI, StandInClient } from '../support/stand-in-client';

/** The id of an app without a definition of ours. */
export const SLACK = 'ca83afc5-ee9a-470d-b577-e7f8fd555b67';

/** The operation that creates a connection. */
export const AUTHENTICATIONS = 'POST /v2/authentications';

/** A stand-in, a client for it, and its clock. */
interface StandIn {
  zapier: ZapierStandIn;
  client: StandInClient;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * Starts a stand-in for the tests of a file. It is reset after each test, with Maria logged in to Zapier, and a test
 * fails if the stand-in objects to anything.
 */
export function useStandIn(): StandIn {
  const standIn = { now: 0 } as StandIn;
  beforeAll(async () => {
    const options = { now: () => standIn.now, rateLimit: false, signedIn: MARIA, consent: 'allow' } as const;
    standIn.zapier = await startZapier({ ...options, redirectUris: [REDIRECT_URI] });
    standIn.client = new StandInClient(standIn.zapier);
  });
  beforeEach(() => {
    standIn.now = Date.UTC(2026, 0, 1);
  });
  afterEach(() => {
    try {
      standIn.zapier.assertClean();
    } finally {
      standIn.zapier.reset();
    }
  });
  afterAll(() => standIn.zapier.close());
  return standIn;
}

/** Returns the body of a request that creates a connection. */
export function newConnection(
  changes: Record<string, unknown> = {},
  fields: Record<string, unknown> = { api_key: 'k-1' },
) {
  return { data: { title: 'Acme – CRM', app: ACME_CRM.app, authentication_fields: fields, ...changes } };
}

/** Returns a matcher for the body of a refusal. */
export function refusal(status: number, code: string, source: unknown, by = 'ZAPIER') {
  return { errors: [expect.objectContaining({ status, code, source, meta: expect.objectContaining({ source: by }) })] };
}
