import { randomBytes } from 'node:crypto';

/** A new code or token. */
export function issue(kind: 'access' | 'refresh' | 'code'): string {
  return `${kind}-${randomBytes(24).toString('base64url')}`;
}

/** Recognises what `issue` gave, wherever it turns up. */
export const ISSUED = /\b(access|refresh|code)-[\w-]{32}/;
