import { createHash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { API_HOST, BROKER_HOST, CLIENT_ID, WWW_HOST, type ZapierStandIn } from '../../zapier/zapier';

/** Redirect URI of sign-ins in these tests. */
export const REDIRECT_URI = 'https://abcdefghijklmnop.chromiumapp.org/';

/** Origin of the extension that has this redirect URI. */
export const ORIGIN = 'chrome-extension://abcdefghijklmnop';

/** Default scopes of the extension. */
export const SCOPES = 'profile zap connection:read connection:write';

/** A response with its body read. */
export interface ClientAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** Parses the body as JSON; throws if it is not JSON. */
  json(): unknown;
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}

/** Sends requests to a stand-in as a redirected browser would: by host name, whatever the address. */
export class StandInClient {
  readonly #zapier: ZapierStandIn;

  constructor(zapier: ZapierStandIn) {
    this.#zapier = zapier;
  }

  /** Sends a request. `address` is a complete https URL. */
  send(address: string, { method = 'GET', headers = {}, body, signal }: Sent = {}): Promise<ClientAnswer> {
    const { host, pathname, search } = new URL(address);
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: this.#zapier.port,
          servername: host,
          rejectUnauthorized: false,
          agent: false,
          method,
          path: pathname + search,
          headers: { Host: host, ...headers },
          ...(signal ? { signal } : {}),
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json: () => JSON.parse(text) });
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Sends a request to the API with a token. A body that is not a string is sent as JSON. */
  api(path: string, token: string, body?: unknown): Promise<ClientAnswer> {
    const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
    if (body === undefined) return this.send(`https://${API_HOST}${path}`, { headers });
    return this.send(`https://${API_HOST}${path}`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  /** Sends a DELETE to the API with a token. */
  delete(path: string, token: string): Promise<ClientAnswer> {
    const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json' };
    return this.send(`https://${API_HOST}${path}`, { method: 'DELETE', headers });
  }

  /** Sends a token request, to Zapier or to the broker. */
  token(form: Record<string, string>, at = `https://${WWW_HOST}/oauth/token/`): Promise<ClientAnswer> {
    return this.send(at, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: ORIGIN },
      body: new URLSearchParams(form).toString(),
    });
  }

  /** Requests a code, up to the first response from Zapier's own pages. */
  async authorize(changes: Record<string, string> = {}, { challenge } = newVerifier()): Promise<ClientAnswer> {
    const query = new URLSearchParams({
      client_id: CLIENT_ID,
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      scope: SCOPES,
      state: 'state-of-at-least-128-bits',
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...changes,
    });
    const forwarded = await this.send(`https://${API_HOST}/v2/authorize?${query}`);
    return forwarded.headers.location === undefined ? forwarded : this.send(forwarded.headers.location);
  }

  /** Returns a code and its verifier. A user must be logged in, and consent must be automatic. */
  async code(clientId = CLIENT_ID): Promise<{ code: string; verifier: string }> {
    const pkce = newVerifier();
    const answer = await this.authorize({ client_id: clientId }, pkce);
    const code = new URL(answer.headers.location ?? '').searchParams.get('code');
    if (code === null) throw new Error(`No code in ${answer.headers.location}`);
    return { code, verifier: pkce.verifier };
  }

  /** Returns the parameters that exchange a code for tokens. */
  async codeGrant(clientId = CLIENT_ID): Promise<Record<string, string>> {
    const { code, verifier } = await this.code(clientId);
    return {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      client_id: clientId,
      code_verifier: verifier,
    };
  }

  /** Performs a whole sign-in and returns the tokens. */
  async tokens(): Promise<{ access_token: string; refresh_token: string }> {
    return tokensOf(await this.token(await this.codeGrant()));
  }
}

/** Returns a response's tokens; throws if it has none. */
export function tokensOf(answer: ClientAnswer): { access_token: string; refresh_token: string } {
  const tokens = answer.json();
  if (typeof tokens === 'object' && tokens !== null && 'access_token' in tokens && 'refresh_token' in tokens)
    return { access_token: String(tokens.access_token), refresh_token: String(tokens.refresh_token) };
  throw new Error(answer.text);
}

/** Makes a PKCE verifier and its S256 challenge (RFC 7636). */
export function newVerifier(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** The broker's token endpoint. */
export const BROKER_URL = `https://${BROKER_HOST}/token`;
