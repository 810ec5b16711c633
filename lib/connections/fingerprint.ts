import type { Draft, Secrets } from '../connect/draft';

/** What a fingerprint is taken of: where each value belongs, and the values. */
export type Credentials = Pick<Draft, 'freeFields'> & Pick<Secrets, 'values'>;

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** A random key for fingerprints: 256 bits in base64. */
export const newFingerprintKey = (): string => toBase64(crypto.getRandomValues(new Uint8Array(32)));

/**
 * Recognises the secrets of a form without telling them: the HMAC-SHA-256, in base64, of the app and all
 * that is typed as a secret, by field name. Null where nothing is. Two forms have the same one when they
 * are of one app and all their secrets are the same.
 */
export async function fingerprint(key: string, appId: string, credentials: Credentials): Promise<string | null> {
  const nameOf = (id: string) => credentials.freeFields.find((row) => row.id === id)?.name.trim() ?? id;
  const typed = Object.entries(credentials.values)
    .map(([id, value]) => [nameOf(id), value.trim()] as const)
    .filter(([, value]) => value !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1));
  if (typed.length === 0) return null;
  const hmac = await crypto.subtle.importKey('raw', fromBase64(key), HMAC, false, ['sign']);
  const message = new TextEncoder().encode(JSON.stringify([appId, typed]));
  return toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', hmac, message)));
}
