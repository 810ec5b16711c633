/** Where a text had a value. */
export type Origin = 'label' | 'header' | 'address' | 'sign-in' | 'table' | 'data';

/** A name and a value found in pasted text. */
export interface Pair {
  /** The name in the text. */
  name: string;
  /** Other names for the same thing, for example "bearer token" for the header `Authorization: Bearer …`. */
  aliases?: string[];
  value: string;
  from: Origin;
  /** The value stood in quotes, a cell or another place with ends of its own, so all of it is the value. */
  exact?: boolean;
  /** The value is not as it stands in the text: an encoding was undone. */
  decoded?: boolean;
  /** Other readings of the same place, where its notation leaves a doubt. */
  others?: string[];
  /** It cannot be told whether this is the value that is meant, so no field is filled with it unasked. */
  unsure?: boolean;
  /** The text has no name for the value: an address that stands alone, or the one a command calls. */
  implied?: boolean;
  /** Half of a user name and a password that the text gives together, as `curl -u` does. */
  half?: 'user' | 'password';
}

/** Reads a text by the rules of one format, or returns null where these do not explain all of it. */
export type Reader = (text: string, names: Names) => Pair[] | null;

/** What the readers that depend on names ask about them. */
export interface Names {
  /** True if the words name a credential, or one of the form's fields, and nothing else. */
  isKnown: (name: string) => boolean;
  /** True if the words name one of them with other words before, as in "login_username". */
  means: (name: string) => boolean;
}

/** Pairs read from one text. More would be a file rather than a block of credentials. */
export const MAX_PAIRS = 1000;

/** Longest name, in UTF-16 units. */
export const MAX_NAME_LENGTH = 64;

/** Longest text, in UTF-16 units, that is looked into. */
export const LONGEST_TEXT = 65_536;
