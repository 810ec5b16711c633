import * as v from 'valibot';

/** What the token endpoint gave. */
export interface Tokens {
  accessToken: string;
  /** Null when the server gave none: then the sign-in ends with the access token. */
  refreshToken: string | null;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** The shape of {@link Tokens}. */
export const tokensSchema = v.object({
  accessToken: v.pipe(v.string(), v.minLength(1)),
  refreshToken: v.nullable(v.pipe(v.string(), v.minLength(1))),
  expiresAt: v.pipe(
    v.number(),
    v.check((time) => Number.isFinite(time)),
  ),
});

/** Tokens by account id, as they are kept. */
export type TokensByAccount = Record<string, Tokens>;

/** Reads what storage holds. Whatever has not the shape of tokens is left out: that account is signed out. */
export function parseTokens(stored: unknown): TokensByAccount {
  if (typeof stored !== 'object' || stored === null) return {};
  const readable: [string, Tokens][] = [];
  for (const [accountId, value] of Object.entries(stored)) {
    const result = v.safeParse(tokensSchema, value);
    if (result.success) readable.push([accountId, result.output]);
  }
  return Object.fromEntries(readable);
}
