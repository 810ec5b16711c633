/** What `POST /v2/authentications` takes as a title, in characters. */
export const TITLE_MAX_LENGTH = 255;

/** Length as the API counts it: code points, not the UTF-16 units of `string.length`. */
export function titleLength(title: string): number {
  return [...title].length;
}

/** What a name template may hold. */
export interface NameParts {
  customer: string;
  app: string;
}

/**
 * Fills a template's `{customer}` and `{app}`. An empty part takes the separator that joins it with
 * it, and what is too long for Zapier is cut.
 */
export function fillNameTemplate(template: string, parts: NameParts): string {
  const filled = template.replace(/\{(customer|app)\}/g, (_, name: keyof NameParts) => parts[name].trim() || GAP);
  const joined = filled.replace(new RegExp(`${SEPARATOR}${GAP}|${GAP}${SEPARATOR}|${GAP}`, 'gu'), '').trim();
  return [...joined].slice(0, TITLE_MAX_LENGTH).join('');
}

/** Marks the place of an empty part; a character that no title holds. */
const GAP = '\u0000';
const SEPARATOR = '\\s*[-–—·:|/]+\\s*';
