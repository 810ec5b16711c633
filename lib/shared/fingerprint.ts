import type { Draft, Secrets } from './draft';

/** What a fingerprint is taken of: where each value belongs, and the values. */
export type Credentials = Pick<Draft, 'freeFields'> & Pick<Secrets, 'values'>;

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** A random key for fingerprints: 256 bits in base64. */
export const newFingerprintKey = (): string => toBase64(crypto.getRandomValues(new Uint8Array(32)));

/** What is shorter may be a password that many have: by itself it recognises nothing. */
const SHORTEST_BY_ITSELF = 12;

/** Recognises secrets without telling them. */
export interface Fingerprint {
  /** An HMAC-SHA-256, in base64. */
  hmac: string;
  /** Under which the secret's value is kept; null where it is of all secrets together. */
  valueId: string | null;
}

/**
 * The fingerprints of a form's secrets: of all of them together, by field name, and of each that is long
 * enough by itself, whatever its field is called. Those of one app are the same where the secrets are.
 */
export async function fingerprints(key: string, appId: string, credentials: Credentials): Promise<Fingerprint[]> {
  const nameOf = (id: string) => credentials.freeFields.find((row) => row.id === id)?.name.trim() ?? id;
  const typed = Object.entries(credentials.values)
    .map(([id, value]) => ({ id, name: nameOf(id), value: value.trim() }))
    .filter(({ value }) => value !== '')
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const byThemselves = typed.filter(({ value }) => value.length >= SHORTEST_BY_ITSELF);
  if (byThemselves.length === 0 && typed.length < 2) return [];
  const hmac = await crypto.subtle.importKey('raw', fromBase64(key), HMAC, false, ['sign']);
  const sign = async (valueId: string | null, secrets: unknown): Promise<Fingerprint> => {
    const message = new TextEncoder().encode(JSON.stringify([appId, secrets]));
    return { hmac: toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', hmac, message))), valueId };
  };
  const together = typed.map(({ name, value }) => [name, value]);
  return Promise.all([sign(null, together), ...byThemselves.map(({ id, value }) => sign(id, value))]);
}
