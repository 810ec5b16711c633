import type { Config } from './config.ts';
import type { Refusal } from './refusals.ts';
import { newFamily, open, type Sealed } from './seal.ts';

/** A request that may be passed on. */
export interface TokenRequest {
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

/** Reads a form; returns null for anything else, and if a parameter is there twice. */
export function readForm(contentType: string, body: string): URLSearchParams | null {
  const form = new URLSearchParams(body);
  const names = [...form.keys()];
  return contentType.toLowerCase().startsWith(FORM) && new Set(names).size === names.length ? form : null;
}

/** Returns which of the extension's two requests a form is. */
export function kindOf(form: URLSearchParams | null): 'sign-in' | 'refresh' | 'other' {
  const grant = form?.get('grant_type');
  return grant === 'authorization_code' ? 'sign-in' : grant === 'refresh_token' ? 'refresh' : 'other';
}

/** Reads one of the extension's two requests. Parameters that they do not have are not passed on. */
export async function readTokenRequest(
  config: Config,
  form: URLSearchParams | null,
  now: number,
): Promise<TokenRequest | Refusal> {
  const kind = kindOf(form);
  const of = (name: string) => form?.get(name) ?? '';
  if (kind === 'other' || of('client_id') === '') return 'malformed';
  if (of('client_id') !== config.clientId) return 'other client';
  return kind === 'sign-in' ? readCode(config, of, now) : readRefresh(config, of('refresh_token'));
}

function readCode({ redirectUris }: Config, of: (name: string) => string, now: number): TokenRequest | Refusal {
  const [code, redirectUri, verifier] = [of('code'), of('redirect_uri'), of('code_verifier')];
  if (code === '' || !VERIFIER.test(verifier)) return 'malformed';
  if (!redirectUris.has(redirectUri)) return 'other redirect URI';
  return {
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
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
  return { form, family, signedInAt, counted: family };
}
