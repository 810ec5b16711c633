/** A name and a value, as found in pasted text. */
export interface Pair {
  /** What the text calls it. */
  name: string;
  /** Other names for the same thing, for example "bearer token" for the header `Authorization: Bearer …`. */
  aliases?: string[];
  value: string;
  /** The quotes around the value were part of the notation and are gone already. */
  unquoted?: boolean;
  /** The text gives the value without a name: an address that stands alone, or the one a command calls. */
  implied?: boolean;
}

/** More than this is a file, not a block of credentials; what follows is not read. */
export const MAX_PAIRS = 1000;

/** Names are short. */
export const MAX_NAME_LENGTH = 64;
