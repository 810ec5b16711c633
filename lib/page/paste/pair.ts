/** A name and a value found in pasted text. */
export interface Pair {
  /** The name in the text. */
  name: string;
  /** Other names for the same thing, for example "bearer token" for the header `Authorization: Bearer …`. */
  aliases?: string[];
  value: string;
  /** The value's quotes were part of the notation and are already removed. */
  unquoted?: boolean;
  /** The text has no name for the value: an address that stands alone, or the one a command calls. */
  implied?: boolean;
}

/** Pairs read from one text. More would be a file rather than a block of credentials. */
export const MAX_PAIRS = 1000;

/** Longest name, in UTF-16 units. */
export const MAX_NAME_LENGTH = 64;
