/**
 * Parses help texts in Markdown into a small tree: paragraphs, lists, line breaks, bold, italic, code and https links.
 * Everything else, including HTML, stays text, so that a definition can show nothing but words.
 */

import { withoutInvisible } from '../../shared/outside-text';

/** A part of a line. */
export type Inline =
  | string
  | { kind: 'strong' | 'emphasis'; content: Inline[] }
  | { kind: 'code'; text: string }
  /** `host` is where the link leads, unless its words are that very host or address. */
  | { kind: 'link'; href: string; content: Inline[]; host?: string }
  | { kind: 'break' };

/** A part that begins on a new line. */
export type Block =
  | { kind: 'paragraph'; content: Inline[] }
  /** `start` is the number of the first item; null for bullets. */
  | { kind: 'list'; start: number | null; items: Inline[][] };

const LIST_ITEM = /^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;

type Lines = { kind: 'paragraph'; lines: string[] } | { kind: 'list'; start: number | null; lines: string[] };

/** Returns the blocks of a help text. Zapier allows 1,000 characters. */
export function parseHelp(markdown: string): Block[] {
  return blocksOf(withoutInvisible(markdown).split(/\r\n?|\n/)).map((block) =>
    block.kind === 'list'
      ? { kind: 'list', start: block.start, items: block.lines.map((line) => inlines(line)) }
      : { kind: 'paragraph', content: inlines(block.lines.join('\n')) },
  );
}

function blocksOf(lines: string[]): Lines[] {
  const blocks: Lines[] = [];
  let current: Lines | null = null;
  /** The next item's number after bullets among numbers, whatever is written: authors may write 1 for each. */
  let next = 1;
  const begin = (block: Lines) => {
    current = block;
    blocks.push(block);
  };
  for (const line of lines) {
    const open = current as Lines | null;
    const item = LIST_ITEM.exec(line);
    if (line.trim() === '') [current, next] = [null, 1];
    else if (item) {
      const [, number, words = ''] = item;
      const isOpen = open?.kind === 'list' && (open.start === null) === (number === undefined);
      if (number !== undefined) next = isOpen ? next : Math.max(next, Number(number));
      if (isOpen) open.lines.push(words);
      else begin({ kind: 'list', start: number === undefined ? null : next, lines: [words] });
      if (number !== undefined) next++;
    } else if (open?.kind === 'list' && /^\s/.test(line)) open.lines.push(`${open.lines.pop() ?? ''}\n${line.trim()}`);
    else {
      const words = line.replace(/^\s{0,3}#{1,6}\s+/, '').trim();
      if (open?.kind === 'paragraph') open.lines.push(words);
      else begin({ kind: 'paragraph', lines: [words] });
      next = 1;
    }
  }
  return blocks;
}

/** Inline syntax, tried in this order at each position. A rule that returns null does not apply. */
const RULES: { pattern: RegExp; make: (match: RegExpExecArray, isInLink: boolean) => Inline | Inline[] | null }[] = [
  { pattern: /\\([!-/:-@[-`{-~])/y, make: ([, character = '']) => character },
  { pattern: / *\n/y, make: () => ({ kind: 'break' }) },
  { pattern: /<br ?\/?>/iy, make: () => ({ kind: 'break' }) },
  { pattern: /(`+)([^`]+)\1(?!`)/y, make: ([, , text = '']) => ({ kind: 'code', text: text.trim() }) },
  { pattern: /!\[([^[\]]*)\]\([^()\s]*(?: "[^"]*")?\)/y, make: ([, alternative = '']) => alternative },
  {
    pattern: /\[((?:[^[\]\\]|\\.)+)\]\(([^()\s]+(?:\([^()\s]*\)[^()\s]*)*)(?: "[^"]*")?\)/y,
    make: ([, words = '', address = ''], isInLink) => link(address, words, isInLink),
  },
  { pattern: /<(https:\/\/[^<>\s]+)>/iy, make: ([, address = ''], isInLink) => link(address, null, isInLink) },
  {
    pattern: /https:\/\/[^\s<>()[\]`*]*[^\s<>()[\]`*.,;:!?'"_]/iy,
    make: ([address = ''], isInLink) => link(address, null, isInLink),
  },
  { pattern: /\*\*(?=\S)([^\n]*?\S)\*\*(?!\*)/y, make: ([, words = ''], isInLink) => run('strong', words, isInLink) },
  {
    pattern: /(?<!\w)__(?=\S)([^\n]*?\S)__(?!\w)/y,
    make: ([, words = ''], isInLink) => run('strong', words, isInLink),
  },
  { pattern: /\*(?=[^\s*])([^*\n]*[^\s*])\*/y, make: ([, words = ''], isInLink) => run('emphasis', words, isInLink) },
  {
    pattern: /(?<!\w)_(?=[^\s_])([^\n]*?[^\s_])_(?!\w)/y,
    make: ([, words = ''], isInLink) => run('emphasis', words, isInLink),
  },
];

function inlines(text: string, isInLink = false): Inline[] {
  const found: Inline[] = [];
  const add = (part: Inline) => {
    const last = found.at(-1);
    if (typeof part === 'string' && typeof last === 'string') found[found.length - 1] = last + part;
    else if (part !== '') found.push(part);
  };
  let index = 0;
  while (index < text.length) {
    let length = 1;
    let made: Inline | Inline[] | null = null;
    for (const { pattern, make } of RULES) {
      pattern.lastIndex = index;
      const match = pattern.exec(text);
      made = match && make(match, isInLink);
      if (match && made !== null) {
        length = match[0].length;
        break;
      }
    }
    for (const part of [made ?? text.charAt(index)].flat()) add(part);
    index += length;
  }
  return found;
}

const run = (kind: 'strong' | 'emphasis', words: string, isInLink: boolean): Inline => ({
  kind,
  content: inlines(words, isInLink),
});

/**
 * Returns a link, or only its words if it is inside another link or no plain address without a user. An `http` address
 * is no link, and stays readable.
 */
function link(address: string, words: string | null, isInLink: boolean): Inline | Inline[] {
  const content = words === null ? [address] : inlines(words, true);
  const url = /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address) : null;
  if (isInLink || !url || url.username || url.password) return content;
  if (url.protocol === 'http:') return textOf(content).trim() === address ? content : [...content, ` (${address})`];
  const says = textOf(content).trim().toLowerCase();
  const isTold = says === url.host || (/^\S+$/.test(says) && isAddressOn(says, url.host));
  return { kind: 'link', href: url.href, content, ...(isTold ? {} : { host: url.host }) };
}

/** Returns whether words are an address on this very host, and not on one whose name only begins with it. */
const isAddressOn = (words: string, host: string): boolean =>
  words.startsWith(`https://${host}`) && /^(?:[/?#]|$)/.test(words.slice(`https://${host}`.length));

/** Returns the text that a reader sees. */
function textOf(content: Inline[]): string {
  return content
    .map((part) => {
      if (typeof part === 'string') return part;
      if (part.kind === 'break') return ' ';
      return part.kind === 'code' ? part.text : textOf(part.content);
    })
    .join('');
}
