import type { AppSummary } from '../../shared/app';
import type { AppDefinition } from '../../shared/definitions/definition';
import { fold } from '../../shared/directory/fold';
import { nameInDomain } from '../../shared/domain-name';
import { LONGEST_TEXT } from '../paste/pair';
import type { Directory } from '../search/directory';
import type { Own } from '../search/find';
import { joinedOf } from '../search/match';
import { addressesIn } from './addresses';

const WORD = /[\p{L}\p{N}]+/gu;
/** How many words of a text are looked at: more than a message has before it comes to its point. */
const WORDS_READ = 3000;
/** Longest title that is looked for, in words. */
const MOST_WORDS = 5;
/** Shorter titles are words that any text may have. */
const SHORTEST_TITLE = 3;
/** Words that stand beside the name of an app whose credentials they are. */
const BESIDE = new Set(
  'api key keys token tokens account login secret password credentials app integration workspace subdomain instance user username konto zugang zugangsdaten schluessel schlussel passwort cle compte mot cuenta clave conta chave account chiave sleutel to with for into unser our your notre nuestro nosso mit'.split(
    ' ',
  ),
);
/** Titles that are words of nearly every message. */
const USUAL = new Set([
  'zapier',
  'email',
  'gmail',
  'mail',
  'webhook',
  'webhooks',
  'code',
  'support',
  'team',
  'schedule',
]);

/** How much it says that a text has an app's name in this way. */
const WEIGHTS = { ownHost: 100, ownTitle: 90, host: 70, words: 50, beside: 45, spelled: 40 };

/** A word of the text. */
interface Word {
  text: string;
  /** Without signs, case and accents. */
  joined: string;
  /** Where it begins. */
  at: number;
  isFirst: boolean;
}

/**
 * Returns the apps that a message is about, best first: by the hosts in it, against the definitions and Zapier's list,
 * and by their names in words. The one named first comes first where nothing else tells.
 */
export function appsIn(text: string, directory: Directory, { definitions, picks }: Own, limit: number): AppSummary[] {
  const looked = text.slice(0, LONGEST_TEXT);
  const found = new Map<string, { app: AppSummary; weight: number; at: number }>();
  const add = (app: AppSummary, weight: number, at: number) => {
    const before = found.get(app.id);
    if (!before) found.set(app.id, { app, weight, at });
    else if (weight > before.weight) found.set(app.id, { app, weight, at: Math.min(at, before.at) });
  };
  const own = definitions.map((definition) => ({ app: summaryOf(definition), domains: domainsOf(definition) }));
  const byName = placesByName(directory);
  const picked = new Map(picks.map((app) => [joinedOf(fold(app.title)), app]));
  const named = (joined: string) => {
    const place = byName.get(joined);
    return place === undefined ? picked.get(joined) : directory.app(place);
  };
  const ownNamed = new Map(own.map(({ app }) => [joinedOf(fold(app.title)), app]));

  for (const { host, at } of addressesIn(looked).hosts) {
    for (const { app, domains } of own)
      if (domains.some((domain) => host === domain || host.endsWith(`.${domain}`))) add(app, WEIGHTS.ownHost, at);
    for (const name of [joinedOf(host), nameInDomain(host)]) {
      const app = ownNamed.get(name) ?? (USUAL.has(name) ? undefined : named(name));
      if (app) add(app, WEIGHTS.host, at);
    }
  }
  const words = wordsIn(looked);
  for (const [place, word] of words.entries()) {
    let joined = '';
    for (let count = 1; count <= MOST_WORDS; count++) {
      const last = words[place + count - 1];
      if (!last || (count > 1 && last.isFirst)) break;
      joined += last.joined;
      if (joined.length < SHORTEST_TITLE) continue;
      const mine = ownNamed.get(joined);
      if (mine) add(mine, WEIGHTS.ownTitle, word.at);
      const app = USUAL.has(joined) ? undefined : named(joined);
      if (!app || mine) continue;
      const weight = count > 1 ? WEIGHTS.words : weightOfWord(app.title, words, place);
      if (weight > 0) add(app, weight, word.at);
    }
  }
  return [...found.values()]
    .sort((one, other) => other.weight - one.weight || one.at - other.at)
    .slice(0, limit)
    .map(({ app }) => app);
}

/** A single word is an app's name where it is spelled as that is, or stands beside words of credentials. */
function weightOfWord(title: string, words: Word[], place: number): number {
  const word = words[place];
  if (!word) return 0;
  const near = [words[place - 1], words[place + 1]].some((other) => other && BESIDE.has(other.joined));
  const isSpelled = title.startsWith(word.text) && /\p{Lu}/u.test(word.text);
  // A sentence begins with a capital, whatever its first word is.
  const isTelling = isSpelled && (!word.isFirst || /\p{Ll}\p{Lu}/u.test(word.text));
  return near && (isSpelled || word.joined.length > SHORTEST_TITLE) ? WEIGHTS.beside : isTelling ? WEIGHTS.spelled : 0;
}

/** Returns a text's words; the first of each line and each sentence is marked. */
function wordsIn(text: string): Word[] {
  let end = 0;
  const words: Word[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const isFirst = index === 0 || /[\r\n]|[.!?:]\s/.test(text.slice(end, Math.min(index, end + 40)));
    end = index + word.length;
    const joined = /^[a-z\d]+$/i.test(word) ? word.toLowerCase() : joinedOf(fold(word));
    words.push({ text: word, joined, at: index, isFirst });
    if (words.length === WORDS_READ) break;
  }
  return words;
}

const summaryOf = ({ app, title }: AppDefinition): AppSummary => ({ id: app, title, description: '', iconUrl: null });

/** Returns the domains of the addresses that an app's fields ask a part of. */
function domainsOf({ authentication: { fields } }: AppDefinition): string[] {
  const formats = fields.flatMap((field) => [field, ...(field.children ?? [])]).map(({ inputFormat }) => inputFormat);
  return formats.flatMap((format) => {
    // Labels with the input in them are the customer's.
    const [host = ''] = (format ?? '')
      .trim()
      .replace(/^[a-z]*:?\/\//i, '')
      .split(/[/?#:]/);
    const labels = host.split('.');
    const domain = labels.slice(labels.findLastIndex((label) => label.includes('{{')) + 1);
    return domain.length > 1 ? [fold(domain.join('.'))] : [];
  });
}

const known = new WeakMap<Directory, Map<string, number>>();

/** Returns where in the directory each title is, without blanks and signs; the more popular of two of one name. */
function placesByName(directory: Directory): Map<string, number> {
  const before = known.get(directory);
  if (before) return before;
  const places = new Map<string, number>();
  for (let place = 0; place < directory.folded.length; place++) {
    const name = directory.joined(place);
    if (!places.has(name)) places.set(name, place);
  }
  known.set(directory, places);
  return places;
}
