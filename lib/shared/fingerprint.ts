import type { Draft, Secrets } from './draft';

/** Input of a fingerprint: the secret values, and the names of the free fields among them. */
export type Credentials = Pick<Draft, 'freeFields'> & Pick<Secrets, 'values'>;

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** Returns a random key for fingerprints, 256 bits in base64. */
export const newFingerprintKey = (): string => toBase64(crypto.getRandomValues(new Uint8Array(32)));

/** Minimum length, in UTF-16 units, for a secret's own fingerprint: a shorter one may be a common password. */
const SHORTEST_BY_ITSELF = 12;

/** Recognises secrets without revealing them. */
export interface Fingerprint {
  /** An HMAC-SHA-256, in base64. */
  hmac: string;
  /** Field key or row id of the secret; null if the fingerprint covers all secrets together. */
  valueId: string | null;
}

/**
 * Returns the fingerprints of a form's secrets: one of all of them together, which depends on the field names, and one
 * of each long secret, which does not. For one key and app, equal secrets have equal fingerprints. Empty if there is no
 * secret, or only a short one.
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
