import { fold } from '../../shared/directory/fold';
import { nameInDomain } from '../../shared/domain-name';
import { OTHER_NAMES } from './other-names';

/** A query as it was typed, and what else may be meant by it. All of it is folded. */
export interface Query {
  typed: string;
  /** The name in an address, and the query under the other names of its words. */
  others: string[];
  /** Without blanks and signs; empty if there is too little of it. */
  joined: string;
  words: string[];
}

const QUOTES = /^["'“”„‘’‚«»‹›`]+|["'“”„‘’‚«»‹›`]+$/g;
const ADDRESS = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]+\.)+[a-z]{2,})(?:[/:?#]\S*)?$/u;
const SHORTEST_JOINED = 4;
/** Makers' short names that people write together with a product: "msteams", "gsheets". */
const GLUED = /^(ms|fb|g)(\p{L}{3,})$/u;
const MOST_WORDS = 8;

/** Reads what was typed into the search box. */
export function readQuery(text: string): Query {
  const typed = fold(fold(text).replace(QUOTES, ''));
  const words = wordsIn(typed);
  const name = nameInAddress(typed);
  const renamed = OTHER_NAMES[typed] ?? words.map((word) => renameIn(word, words.length > 1)).join(' ');
  const others = [name, renamed].filter((other) => other !== '' && other !== typed);
  const joined = words.join('');
  return { typed, others: [...new Set(others)], joined: joined.length < SHORTEST_JOINED ? '' : joined, words };
}

/** Returns the words of a folded text. */
export function wordsIn(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}]+/u, MOST_WORDS).filter(Boolean);
}

function renameIn(word: string, isOneOfMore: boolean): string {
  // One letter means a maker only beside the name of a product.
  if (word.length > 1 || isOneOfMore) {
    const other = Object.hasOwn(OTHER_NAMES, word) ? OTHER_NAMES[word] : undefined;
    if (other !== undefined) return other;
  }
  const [, maker = '', product = ''] = GLUED.exec(word) ?? [];
  return maker ? `${OTHER_NAMES[maker]} ${product}` : word;
}

function nameInAddress(typed: string): string {
  return nameInDomain(ADDRESS.exec(typed)?.[1] ?? '');
}
