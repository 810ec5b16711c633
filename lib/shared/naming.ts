import { withoutInvisible } from './outside-text';

/** Maximum length of a title in `POST /v2/authentications`, in code points. */
export const TITLE_MAX_LENGTH = 255;

/** Returns a title's length as the API counts it: in code points, not in the UTF-16 units of `string.length`. */
export function titleLength(title: string): number {
  return [...title].length;
}

/** Number of code points before the limit from which a title's length is shown. */
const NEAR_LIMIT = 25;

/** Returns the length of a title as it would be sent if that is near or past the limit, else null. */
export function lengthNearLimit(title: string): number | null {
  const length = titleLength(title.trim());
  return length > TITLE_MAX_LENGTH - NEAR_LIMIT ? length : null;
}

/**
 * Normalizes a name for comparison as people read names, ignoring case, width, the number of spaces and invisible
 * characters: names that Zapier lists have none, names as they were typed may.
 */
export function foldedName(name: string): string {
  return withoutInvisible(name).normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}
