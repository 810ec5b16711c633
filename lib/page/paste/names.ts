import { SYNONYMS } from './synonyms';

/** Names spelled as one word, and the words they consist of. */
const COMPOUNDS: Record<string, string[]> = {
  apikey: ['api', 'key'],
  apitoken: ['api', 'token'],
  accesstoken: ['access', 'token'],
  accesskey: ['access', 'key'],
  authtoken: ['auth', 'token'],
  clientid: ['client', 'id'],
  clientsecret: ['client', 'secret'],
  username: ['user', 'name'],
  baseurl: ['base', 'url'],
};

/** The meaning of a name, independent of its spelling. */
export type Concept = keyof typeof SYNONYMS;

const CONCEPT_OF = new Map<string, Concept>(
  (Object.keys(SYNONYMS) as Concept[]).flatMap((concept) =>
    SYNONYMS[concept].split(' ').map((name) => [unaccented(name), concept] as const),
  ),
);

/** Words that change the meaning of the name after them: a refresh token is not a token to sign in with. */
const CHANGING = new Set(
  'refresh public publishable private webhooks old previous former expired test sandbox staging dev example sample webhook csrf xsrf session signing encryption license ssh secret verification reset incoming imap pop pop3 entrant entrante not no id alt alte altes ancien ancienne antiguo antigua vecchio oud oude anterior ungultig'.split(
    ' ',
  ),
);

/** Words that change nothing after a name. */
const SAME_AFTER = new Set(
  'prod production live primary current temporaire provisoire initial actuel temporal provisional inicial actual temporanea provvisoria iniziale temporaria provisoria atual'.split(
    ' ',
  ),
);

/** Words too general to match the end of a longer name on their own. */
const GENERIC = new Set('name id number code type value title address key secret'.split(' '));

/** Splits a name into words: `HUBSPOT_API-Key`, `hubspotApiKey` and `HubSpot apikey` end in the same two. */
export function wordsOf(name: string): string[] {
  const words = unaccented(name.replace(/['’]s\b/g, ''))
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .flatMap((word) => (Object.hasOwn(COMPOUNDS, word) ? (COMPOUNDS[word] ?? []) : [word]));
  return words[0] === 'x' && words.length > 1 ? words.slice(1) : words;
}

function unaccented(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '');
}

/** Returns the concept that a name's last words stand for and the number of words before them, or null. */
export function conceptOf(words: string[]): { concept: Concept; extra: number } | null {
  for (let extra = 0; extra < words.length; extra++) {
    const concept = CONCEPT_OF.get(words.slice(extra).join(''));
    if (concept) return words.slice(0, extra).some((word) => CHANGING.has(word)) ? null : { concept, extra };
  }
  return null;
}

/** The {@link likeness} of identical names. */
export const SAME = 400;

/**
 * Scores how alike two names are, from 0 (not at all) to {@link SAME}: the same words, one the end of the other, or
 * synonyms. Each extra word costs one point.
 */
export function likeness(one: string[], other: string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  if (one.join('') === other.join('')) return SAME;
  const [long, short] = one.length > other.length ? [one, other] : [other, one];
  const extra = long.slice(0, long.length - short.length);
  const isEnd = extra.length > 0 && short.every((word, index) => word === long[extra.length + index]);
  const meansMore = short.length > 1 || !GENERIC.has(short[0] ?? '');
  if (isEnd && meansMore && !extra.some((word) => CHANGING.has(word))) return Math.max(300 - extra.length, 270);
  const last = one.at(-1) ?? '';
  if (SAME_AFTER.has(last)) return Math.max(0, likeness(one.slice(0, -1), other) - 100);
  const [first, second] = [conceptOf(one), conceptOf(other)];
  if (!first || !second) return 0;
  const fewer = first.extra + second.extra;
  if (first.concept === second.concept) return Math.max(200 - fewer, 150);
  const isSignIn = ({ concept }: { concept: Concept }) => concept === 'username' || concept === 'email';
  return isSignIn(first) && isSignIn(second) ? Math.max(140 - fewer, 100) : 0;
}
