import { randomBytes } from 'node:crypto';

/** Makes a new code or token. */
export function issue(kind: 'access' | 'refresh' | 'code'): string {
  return `${kind}-${randomBytes(24).toString('base64url')}`;
}

/** Matches a code or token from `issue` anywhere in a text. */
export const ISSUED = /\b(access|refresh|code)-[\w-]{32}/;
