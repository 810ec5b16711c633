import type { Draft, Secrets } from './draft';
import { withoutInvisible } from './outside-text';
import { insideQuotes } from './quotes';

/** Input of a fingerprint: the secret values, and the names of the free fields among them. */
export type Credentials = Pick<Draft, 'freeFields'> & Pick<Secrets, 'values'>;

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** Returns a random key for fingerprints, 256 bits in base64. */
export const newFingerprintKey = (): string => toBase64(crypto.getRandomValues(new Uint8Array(32)));

/** Minimum length, in UTF-16 units, for a secret's own fingerprint: a shorter one may be a common password. */
const SHORTEST_BY_ITSELF = 12;

/** Minimum length, in UTF-16 units, for a secret that is compared across accounts, which blocks nothing. */
const SHORTEST_ANYWHERE = 8;

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
  const hmacOf = await signer(key);
  const sign = async (valueId: string | null, secrets: unknown): Promise<Fingerprint> => ({
    hmac: await hmacOf([appId, secrets]),
    valueId,
  });
  const together = typed.map(({ name, value }) => [name, value]);
  return Promise.all([sign(null, together), ...byThemselves.map(({ id, value }) => sign(id, value))]);
}

/**
 * Returns a fingerprint of each secret of eight characters or more, by its bare value alone: equal for every app, field
 * and account, and however the secret was copied.
 */
export async function valueFingerprints(
  key: string,
  values: Record<string, string>,
): Promise<{ hmac: string; valueId: string }[]> {
  const typed = Object.entries(values)
    .map(([valueId, value]) => ({ valueId, bare: bareValue(value) }))
    .filter(({ bare }) => bare.length >= SHORTEST_ANYWHERE);
  if (typed.length === 0) return [];
  const hmacOf = await signer(key);
  return Promise.all(typed.map(async ({ valueId, bare }) => ({ hmac: await hmacOf([bare]), valueId })));
}

/** What may stand before a key that is copied out of a header. */
const HEADER = /^(?:authorization\s*:\s*)?(?:token\s+token\s*=\s*|(?:bearer|token|basic)\s+)(?=\S)/i;

/** Returns a secret without what copying may have left around it: invisible characters, quotes, a header's scheme. */
function bareValue(value: string): string {
  let bare = withoutInvisible(value).trim();
  for (;;) {
    const next = (insideQuotes(bare) ?? bare.replace(HEADER, '')).trim();
    if (next === bare) return bare;
    bare = next;
  }
}

/** Returns the function that computes the HMAC of a JSON value, in base64. */
async function signer(key: string): Promise<(message: unknown) => Promise<string>> {
  const hmac = await crypto.subtle.importKey('raw', fromBase64(key), HMAC, false, ['sign']);
  return async (message) => {
    const bytes = new TextEncoder().encode(JSON.stringify(message));
    return toBase64(new Uint8Array(await crypto.subtle.sign('HMAC', hmac, bytes)));
  };
}
