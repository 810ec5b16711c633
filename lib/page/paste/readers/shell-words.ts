/** A word of a command. */
export interface Word {
  text: string;
  /** True if the shell would put something else there: a variable, or another command's output. */
  isOpen: boolean;
}

/** A command's words, and where it ends in the text. */
export interface Command {
  words: Word[];
  end: number;
}

/** Shells that differ in how they quote. */
export type Shell = 'posix' | 'cmd' | 'powershell';

const ESCAPED: Record<string, string> = {
  ...{ a: '\u0007', b: '\b', e: '\u001B', E: '\u001B', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
};
const CODE = /\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|U([0-9a-f]{1,8})|([0-7]{1,3}))/iy;

/** Tells a command's shell from how it continues its lines and escapes its quotes. */
export function shellOf(text: string): Shell {
  const [first = ''] = /\^"|["'‘“]/.exec(text) ?? [];
  if (first === '^"') return 'cmd';
  const [, sign = ''] = /([\\^`])[ \t]*\n/.exec(text) ?? [];
  if (sign === '^' && first !== "'") return 'cmd';
  return sign === '`' ? 'powershell' : 'posix';
}

/**
 * Splits the command at `start` into words as its shell does. It ends at a line end that is not continued, or where
 * another command follows. Null if a quote is not closed.
 */
export function shellWords(text: string, start: number, shell: Shell = 'posix'): Command | null {
  if (shell === 'cmd') return cmdWords(text, start);
  const reader = new Reader(text, start);
  while (!reader.isDone()) {
    if (!(shell === 'posix' ? reader.posix() : reader.powershell())) return null;
  }
  return reader.result();
}

class Reader {
  readonly #text: string;
  #at: number;
  #words: Word[] = [];
  // Kept in parts: appending to a string would copy it each time.
  #word: string[] | null = null;
  #isOpen = false;

  constructor(text: string, start: number) {
    this.#text = text;
    this.#at = start;
  }

  /** True at the end of the command; ends the word before blanks, comments and continued lines, and skips them. */
  isDone(): boolean {
    for (;;) {
      const character = this.#text[this.#at];
      const isContinued =
        (character === '\\' || character === '`') && /^[ \t]*\n/.test(this.#text.slice(this.#at + 1, this.#at + 40));
      if (isContinued) this.#at = this.#text.indexOf('\n', this.#at) + 1;
      else if (character === ' ' || character === '\t' || character === '\u00A0') {
        this.#endWord();
        this.#at++;
      } else break;
    }
    const rest = this.#text.slice(this.#at, this.#at + 2);
    const ends = rest === '' || rest[0] === '\n' || /^(?:;|[|&<>)](?:\s|$)|&&|\|\||[<>])/.test(rest);
    if (ends || (this.#word === null && rest[0] === '#')) return true;
    return false;
  }

  result(): Command {
    this.#endWord();
    return { words: this.#words, end: this.#at };
  }

  posix(): boolean {
    const [character = '', next] = [this.#text[this.#at], this.#text[this.#at + 1]];
    if (character === "'") return this.#until("'");
    if (character === '‘' || character === '’') return this.#until('’');
    if (character === '“' || character === '”') return this.#until('”');
    if (character === '"') return this.#doubleQuoted('\\', '"\\$`');
    if (character === '$' && next === "'") return this.#dollarQuoted();
    if (character === '$' && next === '"') {
      this.#at++;
      return this.#doubleQuoted('\\', '"\\$`');
    }
    if (character === '\\' && next !== undefined) return this.#add(next, 2);
    if (isOpening(character, next)) this.#isOpen = true;
    return this.#add(character, 1);
  }

  powershell(): boolean {
    const [character = '', next] = [this.#text[this.#at], this.#text[this.#at + 1]];
    if (character === "'") return this.#until("'", true);
    if (character === '"') return this.#doubleQuoted('`', null);
    if (character === '`' && next !== undefined) return this.#add(next, 2);
    if (character === '$') this.#isOpen = true;
    return this.#add(character, 1);
  }

  #endWord() {
    if (this.#word !== null) this.#words.push({ text: this.#word.join(''), isOpen: this.#isOpen });
    this.#word = null;
    this.#isOpen = false;
  }

  #add(part: string, length: number): true {
    this.#word ??= [];
    this.#word.push(part);
    this.#at += length;
    return true;
  }

  #until(quote: string, doubles = false): boolean {
    const end = this.#text.indexOf(quote, this.#at + 1);
    if (end < 0) return false;
    this.#add(this.#text.slice(this.#at + 1, end), end + 1 - this.#at);
    if (!doubles || this.#text[this.#at] !== quote) return true;
    this.#word?.push(quote);
    return this.#until(quote, true);
  }

  /** `escapable` are the characters whose escape is undone; null for all, and then a doubled quote is one too. */
  #doubleQuoted(sign: string, escapable: string | null): boolean {
    this.#add('', 1);
    for (let at = this.#at; at < this.#text.length; at++) {
      const [character = '', next = ''] = [this.#text[at], this.#text[at + 1]];
      if (character === '"' && !(escapable === null && next === '"')) {
        this.#at = at + 1;
        return true;
      }
      if (
        character === '"' ||
        (character === sign && (escapable === null || escapable.includes(next) || next === '\n'))
      ) {
        this.#word?.push(
          next === '\n' && escapable !== null ? '' : sign === '`' ? (ESCAPED_BY_BACKTICK[next] ?? next) : next,
        );
        at++;
        continue;
      }
      if (isOpening(character, next)) this.#isOpen = true;
      this.#word?.push(character);
    }
    return false;
  }

  #dollarQuoted(): boolean {
    this.#add('', 2);
    let at = this.#at;
    while (at < this.#text.length) {
      const character = this.#text[at] ?? '';
      if (character === "'") {
        this.#at = at + 1;
        return true;
      }
      const [part, length] = character === '\\' ? escapeAt(this.#text, at) : [character, 1];
      this.#word?.push(part);
      at += length;
    }
    return false;
  }
}

const ESCAPED_BY_BACKTICK: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0', '\n': '' };

/** True where a variable or a command's output would stand. Two `$` in a row are people's, not a shell's. */
function isOpening(character: string, next: string | undefined): boolean {
  return character === '`' || (character === '$' && next !== undefined && /[A-Za-z_{(]/.test(next));
}

function escapeAt(text: string, at: number): [string, number] {
  CODE.lastIndex = at;
  const found = CODE.exec(text);
  if (found) {
    const [all, hex, four, eight, octal] = found;
    const code = octal ? Number.parseInt(octal, 8) : Number.parseInt(hex ?? four ?? eight ?? '0', 16);
    return [code <= 0x10ffff ? String.fromCodePoint(code) : '', all.length];
  }
  const next = text[at + 1] ?? '';
  return [ESCAPED[next] ?? next, 2];
}

/**
 * Reads a command of Windows' cmd in its two steps: cmd takes its carets away and finds the end of the command, and the
 * program splits what is left at its quotes.
 */
function cmdWords(text: string, start: number): Command | null {
  const line: string[] = [];
  let isQuoted = false;
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\n') break;
    if (character === '^' && !isQuoted) {
      at++;
      if (text[at] === '\n') at++;
      line.push(text[at] ?? '');
      continue;
    }
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && /[&|<>]/.test(character)) break;
    line.push(character);
  }
  const words = programWords(line.join(''));
  return words && { words, end: at };
}

function programWords(line: string): Word[] | null {
  const words: Word[] = [];
  let word: string[] | null = null;
  let isQuoted = false;
  const push = () => {
    if (word !== null) {
      const text = word.join('');
      // Chrome doubles a backslash that the program would not halve, so nobody knows how many are meant.
      words.push({ text, isOpen: /%\w+%/.test(text) || text.includes('\\\\') });
    }
    word = null;
  };
  for (let at = 0; at < line.length; at++) {
    const slashes = /^\\+(?=")/.exec(line.slice(at, at + 64))?.[0].length ?? 0;
    const character = line[at] ?? '';
    if (slashes > 0) {
      word ??= [];
      word.push('\\'.repeat(Math.floor(slashes / 2)));
      at += slashes - 1;
      if (slashes % 2 === 1) {
        word.push('"');
        at++;
      }
    } else if (character === '"' && isQuoted && line[at + 1] === '"') {
      word?.push('"');
      at++;
    } else if (character === '"') {
      word ??= [];
      isQuoted = !isQuoted;
    } else if (!isQuoted && /\s/.test(character)) push();
    else {
      word ??= [];
      word.push(character);
    }
  }
  push();
  return isQuoted ? null : words;
}
