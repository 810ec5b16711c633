import * as v from 'valibot';

/** Tokens from the token endpoint. */
export interface Tokens {
  accessToken: string;
  /** Null if the server issued none: then the sign-in ends with the access token. */
  refreshToken: string | null;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** Schema of {@link Tokens}. */
export const tokensSchema = v.object({
  accessToken: v.pipe(v.string(), v.minLength(1)),
  refreshToken: v.nullable(v.pipe(v.string(), v.minLength(1))),
  expiresAt: v.pipe(
    v.number(),
    v.check((time) => Number.isFinite(time)),
  ),
});

/** Stored tokens by account id. */
export type TokensByAccount = Record<string, Tokens>;

/** Returns the valid tokens of a stored value. An account without valid tokens is signed out. */
export function parseTokens(stored: unknown): TokensByAccount {
  if (typeof stored !== 'object' || stored === null) return {};
  const readable: [string, Tokens][] = [];
  for (const [accountId, value] of Object.entries(stored)) {
    const result = v.safeParse(tokensSchema, value);
    if (result.success) readable.push([accountId, result.output]);
  }
  return Object.fromEntries(readable);
}
