/** What the broker itself refuses or cannot do, by the outcome in its log. The form is that of RFC 6749, section 5.2. */
export const REFUSALS = {
  'other origin': [403, 'unauthorized_client', 'The token broker does not serve this origin.'],
  'too large': [413, 'invalid_request', 'The token broker takes no request of more than 16 KB.'],
  malformed: [400, 'invalid_request', 'The token broker does not understand this request.'],
  'other client': [400, 'invalid_client', 'The token broker serves another client ID.'],
  'other redirect URI': [400, 'invalid_grant', 'The token broker does not know this redirect URI.'],
  'not sealed here': [400, 'invalid_grant', 'The token broker cannot open this refresh token. Sign in again.'],
  'signed in too early': [400, 'invalid_grant', 'Your administrator has ended this sign-in. Sign in again.'],
  'too many': [429, 'temporarily_unavailable', 'Too many token requests of this sign-in within a minute.'],
  unreachable: [502, 'temporarily_unavailable', 'The token broker does not reach Zapier.'],
  'not understood': [502, 'server_error', 'The token broker does not understand Zapier’s answer.'],
  'timed out': [504, 'temporarily_unavailable', 'Zapier did not answer the token broker in time.'],
  'not set up': [
    503,
    'temporarily_unavailable',
    'The token broker’s settings are incomplete or wrong. Its log says which.',
  ],
  failed: [500, 'server_error', 'The token broker failed.'],
} as const;

/** Outcome of a request that the broker does not pass on, or whose answer it does not pass on. */
export type Refusal = keyof typeof REFUSALS;

/** Builds the answer. */
export function refuse(refusal: Refusal, headers: Record<string, string> = {}): Response {
  const [status, error, description] = REFUSALS[refusal];
  return Response.json({ error, error_description: description }, { status, headers });
}
