import type { Config } from './config.ts';
import type { Refusal } from './refusals.ts';
import { newFamily, open, type Sealed } from './seal.ts';

/** A request that may be passed on. */
export interface TokenRequest {
  kind: 'sign-in' | 'refresh';
  /** What Zapier is asked, without the client's secret. */
  form: Record<string, string>;
  /** The sign-in that it belongs to. */
  family: string;
  /** Epoch milliseconds. */
  signedInAt: number;
  /** What is counted: the sign-in; for a new one, its code. */
  counted: string;
}

const FORM = 'application/x-www-form-urlencoded';

/** A PKCE verifier (RFC 7636, section 4.1). */
const VERIFIER = /^[A-Za-z0-9._~-]{43,128}$/;

/** Reads one of the extension's two requests. Parameters that they do not have are not passed on. */
export async function readTokenRequest(
  config: Config,
  contentType: string,
  body: string,
  now: number,
): Promise<TokenRequest | Refusal> {
  const parameters = new URLSearchParams(body);
  const names = [...parameters.keys()];
  if (!contentType.toLowerCase().startsWith(FORM) || new Set(names).size < names.length) return 'malformed';
  const of = (name: string) => parameters.get(name) ?? '';
  if (of('client_id') === '') return 'malformed';
  if (of('client_id') !== config.clientId) return 'other client';
  if (of('grant_type') === 'authorization_code') return readCode(config, of, now);
  return of('grant_type') === 'refresh_token' ? readRefresh(config, of('refresh_token')) : 'malformed';
}

function readCode({ redirectUris }: Config, of: (name: string) => string, now: number): TokenRequest | Refusal {
  const [code, redirectUri, verifier] = [of('code'), of('redirect_uri'), of('code_verifier')];
  if (code === '' || !VERIFIER.test(verifier)) return 'malformed';
  if (!redirectUris.has(redirectUri)) return 'other redirect URI';
  return {
    kind: 'sign-in',
    form: { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier },
    family: newFamily(),
    signedInAt: now,
    counted: code,
  };
}

async function readRefresh({ sealingKeys, notBefore }: Config, token: string): Promise<TokenRequest | Refusal> {
  if (token === '') return 'malformed';
  const sealed: Sealed | null = await open(token, sealingKeys);
  if (!sealed) return 'not sealed here';
  const { refreshToken, family, signedInAt } = sealed;
  if (signedInAt < notBefore) return 'signed in too early';
  return {
    kind: 'refresh',
    form: { grant_type: 'refresh_token', refresh_token: refreshToken },
    family,
    signedInAt,
    counted: family,
  };
}
