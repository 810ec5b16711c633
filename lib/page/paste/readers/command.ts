import { MAX_PAIRS, type Pair } from '../pair';
import { connectionUrl, urlPairs } from './address';
import { assignment, formPairs, headerLine, userPairs } from './headers';
import { readJson } from './json';
import { type Command, shellOf, shellWords, type Word } from './shell-words';

/** What a command's option says about its value. */
type Means =
  | 'header'
  | 'user'
  | 'bearer'
  | 'form'
  | 'form-file'
  | 'data'
  | 'encoded'
  | 'url'
  | 'name'
  | 'secret'
  | 'pair'
  | null;

/** curl's options with a value, by letter and by name. All others of its letters have none. */
const CURL: Record<string, Means> = {
  ...{ H: 'header', u: 'user', F: 'form-file', d: 'data' },
  ...{
    header: 'header',
    user: 'user',
    'oauth2-bearer': 'bearer',
    form: 'form-file',
    'form-string': 'form',
    url: 'url',
  },
  ...{ data: 'data', 'data-raw': 'data', 'data-ascii': 'data', 'data-binary': 'data', json: 'data' },
  ...{ 'data-urlencode': 'encoded', 'url-query': 'encoded' },
};
const CURL_LETTERS_WITH_VALUE = 'HuFdAbCcDeEhKmoPQrtTUwxXyYz';
const CURL_NAMES_WITH_VALUE = new Set(
  [
    'request',
    'max-time',
    'connect-timeout',
    'output',
    'user-agent',
    'referer',
    'cookie',
    'cookie-jar',
    'cacert',
    'cert',
  ].concat(
    [
      'key',
      'pass',
      'proxy',
      'proxy-user',
      'retry',
      'resolve',
      'range',
      'upload-file',
      'write-out',
      'config',
      'interface',
    ],
    ['cert-type', 'key-type', 'ciphers', 'limit-rate', 'max-redirs', 'output-dir', 'unix-socket', 'aws-sigv4'],
  ),
);
const WGET: Record<string, Means> = {
  ...{ header: 'header', user: 'name', 'http-user': 'name', password: 'secret', 'http-password': 'secret' },
  ...{ 'post-data': 'data', 'body-data': 'data' },
};
const HTTPIE: Record<string, Means> = { auth: 'user' };
/** Programs that are told variables: `docker run -e A=b`, `kubectl create secret … --from-literal=A=b`. */
const SETTING: Record<string, Means> = { e: 'pair', env: 'pair', 'from-literal': 'pair', 'build-arg': 'pair' };

const OPTIONS: Record<string, Record<string, Means>> = { curl: CURL, wget: WGET, http: HTTPIE, https: HTTPIE };

const START =
  /(?:^|[\n>:`]|[ \t])[ \t]*(?:[$#%❯➜][ \t]+|PS [^\n>]{0,80}>[ \t]*|C:\\[^\n>]{0,80}>[ \t]*)?(curl(?:\.exe)?|wget|https?|docker|podman|kubectl|heroku|fly|flyctl)(?=[ \t\\^`\n]|$)/g;

/** A text with more commands than this is a log. */
const MOST_COMMANDS = 20;

/** A command found in a text, with its place. */
export interface FoundCommand {
  pairs: Pair[];
  start: number;
  end: number;
}

/** Finds the first command that carries credentials. Null if there is none, or if its quotes do not close. */
export function findCommand(text: string): FoundCommand | null {
  let tries = 0;
  for (const found of text.matchAll(START)) {
    if (++tries > MOST_COMMANDS) break;
    const program = (found[1] ?? '').replace('.exe', '');
    const from = found.index + found[0].length;
    if (program !== 'curl' && !isPlausible(program, text.slice(from, from + 400))) continue;
    const rest = text.slice(from);
    const command = shellWords(text, from, shellOf(rest.slice(0, 20_000)));
    if (!command || command.words.length === 0) continue;
    const pairs = pairsOf(program, command);
    if (pairs.length > 0) return { pairs, start: found.index, end: command.end };
  }
  return null;
}

function isPlausible(program: string, rest: string): boolean {
  if (program === 'wget') return /https?:\/\//.test(rest);
  if (/^https?$/.test(program))
    return (
      /^[ \t]+(?:[^\n]*[ \t])?(?:-a|--auth)[ =][^\s:]+:/.test(rest) ||
      /^[ \t]+(?:-\S+[ \t]+(?:[^\s.]+:\S*[ \t]+)?|(?:GET|POST|PUT|PATCH|DELETE)[ \t]+)*\S+\.\S+/.test(rest)
    );
  if (/^(?:docker|podman)$/.test(program)) return /^[ \t]+(?:run|build|create|container)\b/.test(rest);
  if (program === 'kubectl') return /^[ \t]+create[ \t]+secret\b/.test(rest);
  return /^[ \t]+(?:config:set|secrets[ \t]+set|secrets:set)\b/.test(rest);
}

/** Reads a text that is nothing but one command. */
export function readCommand(text: string): Pair[] | null {
  const found = /^\s*(?:-[HudF]|--(?:header|user|data[\w-]*))[ ='"]/.test(text)
    ? optionsAlone(text)
    : findCommand(text);
  if (!found || `${text.slice(0, found.start)}${text.slice(found.end)}`.trim() !== '') return null;
  return found.pairs;
}

/** Reads curl's options without curl. */
function optionsAlone(text: string): FoundCommand | null {
  const command = shellWords(text, 0, shellOf(text));
  return command && { pairs: pairsOf('curl', command), start: 0, end: command.end };
}

function pairsOf(program: string, { words }: Command): Pair[] {
  const options = OPTIONS[program] ?? SETTING;
  const pairs: Pair[] = [];
  const queue = [...words];
  for (let word = queue.shift(); word && pairs.length < MAX_PAIRS; word = queue.shift()) {
    const { means, value } = option(program, options, word, queue);
    if (value && !value.isOpen) pairs.push(...meant(means, value.text));
    else if (value) pairs.push(...meant(means, value.text).map((pair) => ({ ...pair, value: '' })));
  }
  return pairs.slice(0, MAX_PAIRS);
}

/** Returns what a word means, and its value: a part of itself, the next word, or the whole of it. */
function option(
  program: string,
  options: Record<string, Means>,
  word: Word,
  queue: Word[],
): { means: Means; value: Word | null } {
  const { text, isOpen } = word;
  if (text.startsWith('--')) {
    const [, name = '', glued] = /^--([\w-]+)(?:=(.*))?$/s.exec(text) ?? [];
    if (glued !== undefined) return { means: options[name] ?? null, value: { text: glued, isOpen } };
    const takes = name in options || (program === 'curl' && CURL_NAMES_WITH_VALUE.has(name));
    return { means: options[name] ?? null, value: takes ? (queue.shift() ?? null) : null };
  }
  if (/^-[A-Za-z#:]/.test(text)) {
    if (/^https?$/.test(program))
      return text === '-a' ? { means: 'user', value: queue.shift() ?? null } : { means: null, value: null };
    const letters = program === 'curl' ? CURL_LETTERS_WITH_VALUE : program === 'wget' ? 'OoUPt' : 'evpwn';
    const at = [...text].findIndex((letter, place) => place > 0 && letters.includes(letter));
    if (at < 0) return { means: null, value: null };
    const rest = text.slice(at + 1);
    const means = options[text[at] ?? ''] ?? null;
    return { means, value: rest === '' ? (queue.shift() ?? null) : { text: rest, isOpen } };
  }
  if (program === 'curl' || program === 'wget') return { means: 'url', value: word };
  if (/^https?$/.test(program))
    return {
      means: /:\/\/|^(?:localhost|[\w-]+(?:\.[\w-]+)+):\d+(?:\/|$)|^[^:=]*$/.test(text) ? 'url' : 'pair',
      value: word,
    };
  return { means: /^(?:heroku|fly|flyctl)$/.test(program) && text.includes('=') ? 'pair' : null, value: word };
}

function meant(means: Means, value: string): Pair[] {
  const from = 'data';
  switch (means) {
    case 'header':
      return headerLine(value);
    case 'user':
      return userPairs(value);
    case 'bearer':
      return headerLine(`Authorization: Bearer ${value}`);
    case 'name':
      return [{ name: 'Username', value, from: 'sign-in', exact: true }];
    case 'secret':
      return [{ name: 'Password', value, from: 'sign-in', exact: true }];
    case 'form':
    case 'form-file':
    case 'encoded': {
      const found = assignment(value);
      if (!found || (means === 'form-file' && /^[@<]/.test(found.value))) return [];
      return [{ ...found, from, exact: true }];
    }
    case 'data':
      return value.startsWith('@') ? [] : (readJson(value) ?? formPairs(value));
    case 'pair': {
      const [, name, own] = /^([\w.-]{1,64})(?:==|:=|=|:)(.+)$/s.exec(value) ?? [];
      return name && own ? [...headerLine(`${name}: ${own}`)].map((pair) => ({ ...pair, from })) : [];
    }
    case 'url':
      return (
        connectionUrl(value) ?? urlPairs(/^[\w-]+(?:\.[\w-]+)+(?:[/:?]|$)/.test(value) ? `https://${value}` : value)
      );
    default:
      return [];
  }
}
