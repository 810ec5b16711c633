import { MAX_NAME_LENGTH, MAX_PAIRS, type Pair } from '../pair';
import { urlPairs } from './address';
import { formPairs, headerLine, userPairs } from './headers';
import { readJson } from './json';
import { type Token, tokens } from './tokens';

/** A longer program, in UTF-16 units, is not read. */
const LONGEST = 20_000;
/** Words that may stand before the name of a variable. Any other would make the name a part of a sentence. */
const DECLARES =
  /^(?:const|let|var|val|final|static|public|private|protected|internal|readonly|def|my|our|local|global|export|auto|dim|char|object|string|str|std|String|NSString|define|set|return|await|with|as|CharSequence|constexpr|define|lateinit|int|Integer|long|Long|void|and|new)$/;
/** Functions whose two arguments are a user name and a password. */
const SIGNS_IN =
  /^(?:http_?basic_?auth(?:entication)?|set_?basic_?auth|basic_?auth|network_?credential|auth|authenticate|basic|UsernamePasswordCredentials)$/i;
/** Functions that read a name, with a default. */
const READS = /^(?:get|getenv|env|get_env|config|fetch|getProperty|replace|split|join|compare)$/i;
const ASSIGNS = new Set([':', '=', '=>', ':=']);
const ENDS = new Set([',', ';', '}', ')', ']', '\n', '']);
/** More words in a row than this are a sentence. */
const MOST_WORDS = 4;

/**
 * Reads a piece of a program: variables and objects with literal values, and requests by `fetch`, Python's `requests`,
 * PowerShell and others. Null if it is not one.
 */
export function readCode(text: string): Pair[] | null {
  if (text.length > LONGEST || !/["'`]/.test(text)) return null;
  const found = tokens(text);
  if (!found || isSentence(found)) return null;
  const all = withoutDoubtful(found);
  const code = all.filter(({ kind }, at) => kind !== 'line' || !isInside(all, at));
  const pairs: Pair[] = [];
  let depth = 0;
  for (let at = 0; at < code.length && pairs.length < MAX_PAIRS; at++) {
    if (code[at]?.kind === 'mark') depth += stepOf(code[at]?.text ?? '');
    // Outside of an object, a word and a colon are a message's.
    const isLabel = depth === 0 && /^[A-Z][a-z]+$/.test(code[at]?.text ?? '') && code[at + 1]?.text === ':';
    const found = isLabel ? null : pairsAt(code, at);
    if (found === null) return null;
    pairs.push(...found);
  }
  return pairs.some(({ implied }) => !implied) ? pairs : null;
}

/** A line break between a name and its value says nothing. */
function isInside(all: Token[], at: number): boolean {
  const [before, after] = [all[at - 1], all[at + 1]];
  return (
    before === undefined ||
    before.kind === 'line' ||
    ASSIGNS.has(before.text) ||
    after?.text === '.' ||
    /^[,({[]$/.test(before.text)
  );
}

/** True if the text has sentences: many words in a row, or a line of words alone outside of any bracket. */
function isSentence(all: Token[]): boolean {
  let [words, depth] = [0, 0];
  let line: Token[] = [];
  const isWord = ({ kind, text }: Token) => kind === 'name' && !DECLARES.test(text) && !/[-$@]/.test(text);
  const isLoose = (token: Token) => isWord(token) || /^[,.!?:]$/.test(token.text);
  for (const token of [...all, { kind: 'line', text: '' } as Token]) {
    words = isWord(token) ? words + 1 : 0;
    if (words > MOST_WORDS) return true;
    if (token.kind === 'line') {
      if (line.some(isWord) && line.every(isLoose) && !KEYWORD.test(line[0]?.text ?? '')) return true;
      line = [];
    } else if (depth === 0) line.push(token);
    if (token.kind === 'mark') depth += stepOf(token.text);
  }
  return false;
}

const stepOf = (mark: string) => (/[([{]$/.test(mark) ? 1 : /^[)\]}]$/.test(mark) ? -1 : 0);

const CLOSED_BY: Record<string, string> = { '(': ')', '[': ']', '{': '}' };

/**
 * Turns numbers, `true` and `false` into marks where they may be the beginning of a longer value without quotes, as in
 * `password=9,|x`, so that only those that a program would have there are values.
 */
function withoutDoubtful(all: Token[]): Token[] {
  const open: string[] = [];
  let isBalanced = true;
  const ends = all.map((token, at) => {
    const last = token.kind === 'mark' ? (token.text.at(-1) ?? '') : '';
    if (CLOSED_BY[last]) open.push(CLOSED_BY[last]);
    else if (/[)\]}]/.test(last) && open.pop() !== last) isBalanced = false;
    return endsValue(all.slice(at + 1, at + 3), open.length > 0) && !token.isTouched;
  });
  if (open.length > 0) isBalanced = false;
  return all.map((token, at) => {
    const isBare = token.kind === 'number' || (token.kind === 'name' && BOOLEAN.test(token.text));
    const isSure = isBalanced && ends[at] && (token.kind === 'name' || /^-?\d+(?:\.\d+)?$/.test(token.text));
    return isBare && !isSure ? { ...token, kind: 'mark' } : token;
  });
}

/** True if the two tokens after a value end it: a line's end, a bracket's, or what is next in the same bracket. */
function endsValue([next, after]: Token[], isInBracket: boolean): boolean {
  const isEnd = (token: Token | undefined) => !token || token.kind === 'line' || /^[)\]}]$/.test(token.text);
  if (isEnd(next)) return true;
  if (!/^[,;]$/.test(next?.text ?? '') || next?.isTouched) return false;
  return isEnd(after) || (isInBracket && (after?.kind === 'name' || after?.kind === 'string'));
}

const BOOLEAN = /^(?:true|false)$/i;

const KEYWORD = /^(?:import|from|using|package|use|require|end|else|try|finally|begin|pass|break|do|done|then)$/;

/** Returns the pairs that begin at a token, or null if the text is no program. */
function pairsAt(code: Token[], at: number): Pair[] | null {
  const token = code[at];
  const [before, next] = [code[at - 1], code[at + 1]];
  const text = (offset: number) => code[at + offset]?.text ?? '';
  const kind = (offset: number) => code[at + offset]?.kind;
  if (!token) return [];
  if (token.kind === 'string' && before?.text === '[' && next?.text === ']' && text(2) === '=' && kind(3) === 'string')
    return pairOf(token.text, code[at + 3], text(4));
  if ((token.kind === 'name' || token.kind === 'string') && next?.kind === 'mark' && ASSIGNS.has(next.text)) {
    if (before?.text === '?' || token.isOpen) return [];
    // `key: Type = "value"`
    if (kind(2) === 'name' && text(3) === '=' && isLiteral(code[at + 4]))
      return pairOf(token.text, code[at + 4], text(5));
    if (before?.text === ':' && code[at - 2]?.kind === 'name' && token.kind === 'name') return [];
    if (
      /^auth$/i.test(token.text) &&
      text(2) === '(' &&
      kind(3) === 'string' &&
      text(4) === ',' &&
      kind(5) === 'string'
    )
      return halves(code[at + 3], code[at + 5]);
    if (!isLiteral(code[at + 2])) return [];
    if (token.kind === 'name' && before?.kind === 'name' && !DECLARES.test(before.text)) return null;
    return pairOf(token.text, code[at + 2], text(3));
  }
  if (
    token.kind === 'name' &&
    next?.text === '(' &&
    kind(2) === 'string' &&
    text(3) === ',' &&
    kind(4) === 'string' &&
    text(5) === ')'
  ) {
    if (SIGNS_IN.test(token.text)) return halves(code[at + 2], code[at + 4]);
    return READS.test(token.text) ? [] : pairOf(text(2), code[at + 4], ')');
  }
  if (
    token.kind === 'name' &&
    /^basic_auth$/.test(token.text) &&
    kind(1) === 'string' &&
    text(2) === ',' &&
    kind(3) === 'string'
  )
    return halves(code[at + 1], code[at + 3]);
  if (token.kind === 'name' && /USERPWD$/.test(token.text) && /^(?:,|=>)$/.test(text(1)) && kind(2) === 'string')
    return userPairs(text(2));
  if (token.kind === 'string' && !token.isOpen && ENDS.has(text(1))) return loneString(token.text, before);
  return [];
}

function loneString(text: string, before: Token | undefined): Pair[] {
  if (before?.kind === 'mark' && ASSIGNS.has(before.text)) return [];
  if (/^https?:\/\//i.test(text)) return urlPairs(text);
  if (/^[A-Za-z][\w-]{1,60}:[ \t]/.test(text)) return headerLine(text);
  return /^\s*\{/.test(text) ? (readJson(text) ?? []) : [];
}

const isLiteral = (token: Token | undefined) =>
  token?.kind === 'string' || token?.kind === 'number' || (token?.kind === 'name' && BOOLEAN.test(token.text));

function halves(user: Token | undefined, password: Token | undefined): Pair[] {
  if (!user || !password || user.isOpen || password.isOpen) return [];
  return userPairs(`${user.text}:${password.text}`).filter(() => !user.text.includes(':'));
}

function pairOf(raw: string, token: Token | undefined, after: string): Pair[] {
  const name = raw.replace(/^[$@]|\?$/g, '');
  if (!token || name === '' || name.length > MAX_NAME_LENGTH || !ENDS.has(after)) return [];
  const value = token.isOpen ? '' : token.text;
  if (/userpwd$/i.test(name) || (/^auth$/i.test(name) && value.includes(':'))) return userPairs(value);
  const inside = /^\s*[{[]/.test(value) ? readJson(value) : null;
  if (inside) return inside;
  if (/^(?:body|data|payload|postfields)$/i.test(name) && value.includes('=')) return formPairs(value);
  return [{ name, value, from: 'data', exact: true }];
}
