import * as v from 'valibot';

/** Where tokens were issued, and to which client. They are renewed there and as that client only. */
export interface Issuer {
  /** Zapier's token endpoint or a token broker. */
  tokenUrl: string;
  clientId: string;
}

/** Tokens from the token endpoint. */
export interface Tokens {
  accessToken: string;
  /** Null if the server issued none: then the sign-in ends with the access token. */
  refreshToken: string | null;
  /** Epoch milliseconds. */
  expiresAt: number;
  issuer: Issuer;
}

/** Schema of {@link Tokens}. */
export const tokensSchema = v.object({
  accessToken: v.pipe(v.string(), v.minLength(1)),
  refreshToken: v.nullable(v.pipe(v.string(), v.minLength(1))),
  expiresAt: v.pipe(
    v.number(),
    v.check((time) => Number.isFinite(time)),
  ),
  issuer: v.object({ tokenUrl: v.string(), clientId: v.string() }),
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

const objectSchema = v.record(v.string(), v.unknown());

/** Adds the issuer to stored tokens that have none, because version 0.1.0 did not store it. */
export function withIssuer(stored: unknown, issuer: Issuer): unknown {
  if (!v.is(objectSchema, stored)) return stored;
  return Object.fromEntries(
    Object.entries(stored).map(([accountId, tokens]) => [
      accountId,
      v.is(objectSchema, tokens) ? { issuer, ...tokens } : tokens,
    ]),
  );
}
