import { CompactEncrypt, compactDecrypt } from 'jose';
import type { Config } from './config.ts';

/** What the browser gets sealed in place of Zapier's refresh token. */
export interface Sealed {
  refreshToken: string;
  /** The same for all refresh tokens of one sign-in: 128 random bits, as text. */
  family: string;
  /** Time of the sign-in, which renewals do not change. Epoch milliseconds. */
  signedInAt: number;
}

/** JWE's names (RFC 7518): the key itself encrypts, by AES-256 in Galois/Counter Mode. */
const ALGORITHM = { alg: 'dir', enc: 'A256GCM' };
const ALLOWED = { keyManagementAlgorithms: [ALGORITHM.alg], contentEncryptionAlgorithms: [ALGORITHM.enc] };

/** Encrypts under the newest key. */
export function seal(content: Sealed, [newest]: Config['sealingKeys']): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  return new CompactEncrypt(bytes).setProtectedHeader(ALGORITHM).encrypt(newest);
}

/** Opens what one of the keys has sealed; returns null for anything else. */
export async function open(text: string, keys: Config['sealingKeys']): Promise<Sealed | null> {
  for (const key of keys) {
    const content = await compactDecrypt(text, key, ALLOWED).catch(() => null);
    if (content) return JSON.parse(new TextDecoder().decode(content.plaintext));
  }
  return null;
}

/** Makes the name of a new sign-in's tokens. */
export function newFamily(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
}

/**
 * Returns a keyed hash of a name (HMAC-SHA-256, its first 64 bits as hex), which tells nobody without the keys what it
 * is of. It changes when another key becomes the newest.
 */
export async function pseudonym(name: string, [newest]: Config['sealingKeys']): Promise<string> {
  const encoder = new TextEncoder();
  // A key of its own: one key should not serve two algorithms.
  const material = await crypto.subtle.importKey('raw', Uint8Array.from(newest), 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode('pseudonyms') };
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  const key = await crypto.subtle.deriveKey(derivation, material, hmac, false, ['sign']);
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(name)));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
