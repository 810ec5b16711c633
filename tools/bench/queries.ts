/** What is typed, letter by letter: common and rare, found at every place of a title, misspelt, and nowhere. */
const QUERIES = [
  'hubspot',
  'hubpsot',
  'google sheets',
  'mail',
  'calendar',
  'unicode',
  'gs',
  'pro',
  'rocket invoice',
  'slcak',
  'teams',
  'a',
  'xyzzy',
];

/** The text in the search box after each key. */
export const KEYSTROKES = QUERIES.flatMap((query) => [...query].map((_, key) => query.slice(0, key + 1)));
