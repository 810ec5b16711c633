import type { Config } from './config.ts';

const HIDDEN = '•••';

/** Tokens in the members of JSON or of a form, whosever they are. */
const TOKENS = /((?:access|refresh)_token(?:"\s*:\s*"|=))[^"&\s]+/g;

/** Hides in Zapier's words the client secret and a refresh token, also where they quote the request that held them. */
export function withoutSecrets(text: string, { clientId, clientSecret }: Config, refreshToken: string): string {
  const secrets = [clientSecret, refreshToken].filter(Boolean).flatMap(writtenForms);
  const basic = [`${clientId}:${clientSecret}`, `${inForm(clientId)}:${inForm(clientSecret)}`].map(inBase64);
  // The longest first: one may be a part of another.
  const hidden = [...secrets, ...basic].sort((one, other) => other.length - one.length);
  return hidden.reduce((shown, secret) => shown.replaceAll(secret, HIDDEN), text).replace(TOKENS, `$1${HIDDEN}`);
}

/** Returns a text as it may be written in an address, a form, JSON or a page. */
function writtenForms(text: string): string[] {
  const inJson = JSON.stringify(text).slice(1, -1);
  const inPage = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  return [text, encodeURIComponent(text), inForm(text), inJson, inJson.replaceAll('/', '\\/'), inPage];
}

const inForm = (text: string): string => new URLSearchParams({ '': text }).toString().slice(1);

const inBase64 = (text: string): string => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
