import { MAX_PAIRS, type Names, type Pair, type Reader } from '../pair';
import { connectionUrl, readAddress } from './address';
import { readAssignments } from './assignments';
import { readCode } from './code';
import { findCommand, readCommand } from './command';
import { credentialOf, readAuthorization } from './headers';
import { readJson } from './json';
import { uncommented, unquotedAnswer } from './mail';
import { readHtml, readXml } from './markup';
import { readProse } from './prose';
import { readBars, readDelimited } from './table';
import { readYaml } from './yaml';

/** From the strictest to the loosest. Each explains all of a text or leaves it to the next one. */
const STRICT: Reader[] = [
  readJson,
  readAuthorization,
  readXml,
  readAddress,
  readCommand,
  readBars,
  readDelimited,
  readYaml,
  readAssignments,
  readCode,
];

/** Most parts of a message that are read by rules of their own. */
const MOST_PARTS = 10;

/** Finds a text's pairs by the first reader that explains all of it; a message is read line by line. */
export function read(text: string, names: Names): Pair[] {
  const plain = uncommented(text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n'));
  const html = readHtml(plain, names);
  const pairs = Array.isArray(html) ? html : readPlain(html ?? plain, names);
  return pairs.flatMap(expanded).slice(0, MAX_PAIRS);
}

function readPlain(text: string, names: Names): Pair[] {
  const strict = strictly(text, names);
  if (strict) return strict;
  const answered = unquotedAnswer(text);
  return (answered === text ? null : strictly(answered, names)) ?? mixed(answered, names);
}

function strictly(text: string, names: Names): Pair[] | null {
  for (const reader of STRICT) {
    const pairs = reader(text, names);
    if (pairs) return pairs;
  }
  return null;
}

/** Reads a message's parts: what is fenced as code, a command, data in brackets, tables, and lines. */
function mixed(text: string, names: Names, parts = 0): Pair[] {
  if (parts > MOST_PARTS) return readProse(text, names);
  const fence = /^[ \t]*(```|~~~)[^\n]*\n([\s\S]*?)\n[ \t]*\1[ \t]*$/m.exec(text);
  if (fence) {
    const inside = strictly(fence[2] ?? '', names) ?? readProse(fence[2] ?? '', names);
    return [...inside, ...around(text, fence.index, fence.index + fence[0].length, names, parts)];
  }
  const command = findCommand(text);
  if (command) return [...command.pairs, ...around(text, command.start, command.end, names, parts)];
  const open = text.search(/^[ \t]*(?:[\w-]+[ \t]*=[ \t]*)?[{[]/m);
  const close = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  const braced = open >= 0 && close > open ? text.slice(open, close + 1) : '';
  // Another variable within is none of the data, so the brackets are parts of values.
  const data = braced && !/\n[A-Za-z_][\w.-]*[ \t]*=/.test(braced) && (readJson(braced) ?? readCode(braced));
  if (data && data.length > 0) return [...data, ...around(text, open, close + 1, names, parts)];
  const blocks = text.split(/\n(?:[ \t]*\n)+/);
  if (blocks.length > 1 && blocks.length < 200) return byBlocks(blocks, names);
  return withTables(text, names);
}

function around(text: string, start: number, end: number, names: Names, parts: number): Pair[] {
  return mixed(`${text.slice(0, start)}\n\n${text.slice(end)}`, names, parts + 1);
}

/** Reads each paragraph that is a table or a file's part by its own rules, and the others together. */
function byBlocks(blocks: string[], names: Names): Pair[] {
  const pairs: Pair[] = [];
  const rest = blocks.map((block) => {
    const found = block.includes('\n') || /^\s*(?:export |set |\$env:)?\w+=/i.test(block) ? part(block, names) : null;
    pairs.push(...(found ?? []));
    return found ? '' : block;
  });
  return [...pairs, ...withTables(rest.join('\n\n'), names)];
}

function part(block: string, names: Names): Pair[] | null {
  const isFile = block
    .split('\n')
    .every((line) => /^\s*(?:#|$|(?:export\s|set\s|\$env:)?[A-Za-z_][\w.]*[ \t]*=)/.test(line));
  return readBars(block, names) ?? readDelimited(block, names) ?? (isFile ? readAssignments(block, names) : null);
}

/** Reads runs of lines that are rows of a table, and the lines around them. */
function withTables(text: string, names: Names): Pair[] {
  const pairs: Pair[] = [];
  const rest: string[] = [];
  let run: string[] = [];
  const end = () => {
    const found = run.length > 1 ? part(run.join('\n'), names) : null;
    if (found) pairs.push(...found);
    else rest.push(...run);
    run = [];
  };
  for (const line of text.split('\n')) {
    const isRow = /\S\t/.test(line) || /^\s*\|.*\|\s*$/.test(line);
    if (!isRow) {
      end();
      rest.push(line);
    } else run.push(line);
  }
  end();
  return [...pairs, ...readProse(rest.join('\n'), names)];
}

/** Splits a value that holds several: an `Authorization` header's, a connection string's. */
function expanded(pair: Pair): Pair[] {
  if (pair.implied || pair.value.length > 4000) return [pair];
  const [first = pair, ...more] = credentialOf(pair);
  if (more.length > 0 || first !== pair) return [first, ...more];
  // An address beside "Login" is where to log in.
  if (/^https?:\/\/\S+$/.test(pair.value) && /log-?in|sign-?in|portal|account|instance|link/i.test(pair.name))
    return [pair, { ...pair, name: 'URL', implied: true }];
  const parts =
    /:\/\/|^jdbc:/i.test(pair.value) && !/pass|pwd|secret/i.test(pair.name) ? connectionUrl(pair.value.trim()) : null;
  return parts ? [pair, ...parts] : [pair];
}
