import { jsonPairs } from './json-pairs';
import { MAX_NAME_LENGTH, MAX_PAIRS, type Pair } from './pair';
import { shellWords } from './shell-words';

const HEADER = ['-H', '--header'];
const USER = ['-u', '--user'];
const FORM = ['-F', '--form', '--form-string'];
const DATA = [
  ...['-d', '--data', '--data-raw', '--data-ascii', '--data-binary', '--data-urlencode'],
  ...['--json', '--url-query'],
];
/** One-letter options whose value has nothing to do with credentials. */
const OTHER_WITH_VALUE = 'AbCDcEemoPQrTtUwXxYyz';

/** Finds a curl command in a text. Returns its pairs and its start and end, or null if there is none. */
export function curlPairs(text: string): { pairs: Pair[]; start: number; end: number } | null {
  const found = /(?:^|[\r\n])[ \t$#%]*curl(?:\.exe)?(?=[ \t\\^`])/.exec(text);
  if (!found) return null;
  const { words, end } = shellWords(text, found.index + found[0].length);
  const pairs: Pair[] = [];
  for (let at = 0; at < words.length && pairs.length < MAX_PAIRS; at++) {
    const { option, glued } = split(words[at] ?? '');
    const value = () => glued ?? words[++at] ?? '';
    if (HEADER.includes(option)) pairs.push(...headerPairs(value()));
    else if (USER.includes(option)) pairs.push(...userPairs(value()));
    else if (option === '--oauth2-bearer') pairs.push(bearer(value()));
    else if (FORM.includes(option)) pairs.push(...assignment(value(), (part) => part));
    else if (DATA.includes(option)) pairs.push(...dataPairs(value()));
    else if (option === '--url') pairs.push(...urlPairs(value()));
    else if (option.length === 2 && OTHER_WITH_VALUE.includes(option[1] ?? ' ')) value();
    else if (!option.startsWith('-')) pairs.push(...urlPairs(option));
  }
  return { pairs: pairs.slice(0, MAX_PAIRS), start: found.index, end };
}

/** Splits off a value glued to its option, as in `-uname:pass` and `--user=name:pass`. */
function split(word: string): { option: string; glued?: string } {
  if (word.startsWith('--')) {
    const equals = word.indexOf('=');
    return equals > 0 ? { option: word.slice(0, equals), glued: word.slice(equals + 1) } : { option: word };
  }
  return /^-[A-Za-z]./.test(word) && !/^-[sSkLivfgG]+$/.test(word)
    ? { option: word.slice(0, 2), glued: word.slice(2) }
    : { option: word };
}

const bearer = (value: string): Pair => ({ name: 'Authorization', aliases: ['bearer token'], value });

function headerPairs(header: string): Pair[] {
  const colon = header.indexOf(':');
  if (colon <= 0 || colon > MAX_NAME_LENGTH) return [];
  return headerPair(header.slice(0, colon).trim(), header.slice(colon + 1).trim());
}

/** Returns a header's pairs; for `Authorization`, the token or the two halves of Basic credentials. */
export function headerPair(name: string, value: string): Pair[] {
  if (value === '') return [];
  if (name.toLowerCase() !== 'authorization') return [{ name, value }];
  const [, scheme, rest] = /^(\S{1,20})[ \t]+(\S.*)$/s.exec(value) ?? [];
  if (!scheme || !rest) return [bearer(value)];
  if (scheme.toLowerCase() !== 'basic') return [bearer(rest)];
  const decoded = fromBase64(rest.trim());
  return decoded?.includes(':') ? userPairs(decoded) : [{ name, value: rest }];
}

function fromBase64(text: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)));
  } catch {
    return null;
  }
}

/** Reads `name:password`. A name with nothing after the colon is an API key sent as a user name. */
function userPairs(text: string): Pair[] {
  const colon = text.indexOf(':');
  const [user, password] = colon < 0 ? [text, ''] : [text.slice(0, colon), text.slice(colon + 1)];
  const name: Pair = { name: 'Username', value: user, ...(password === '' ? { aliases: ['API key'] } : {}) };
  return [name, { name: 'Password', value: password }].filter(({ value }) => value !== '');
}

function dataPairs(text: string): Pair[] {
  if (text.startsWith('@')) return [];
  return (
    jsonPairs(text) ??
    text.split('&', MAX_PAIRS).flatMap((part) => assignment(part, (value) => decode(value.replaceAll('+', ' '))))
  );
}

function assignment(text: string, decoded: (value: string) => string): Pair[] {
  const equals = text.indexOf('=');
  if (equals <= 0 || equals > MAX_NAME_LENGTH || equals === text.length - 1) return [];
  return [{ name: decoded(text.slice(0, equals)), value: decoded(text.slice(equals + 1)) }];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Returns a URL's pairs: user name and password, query parameters, and the origin. */
function urlPairs(text: string): Pair[] {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return [];
  const url = new URL(text);
  const user = url.username ? userPairs(`${decode(url.username)}:${decode(url.password)}`) : [];
  const query = [...url.searchParams]
    .slice(0, MAX_PAIRS)
    .filter(([name, value]) => name !== '' && name.length <= MAX_NAME_LENGTH && value !== '')
    .map(([name, value]): Pair => ({ name, value }));
  return [...user, ...query, { name: 'URL', value: url.origin, implied: true }];
}
