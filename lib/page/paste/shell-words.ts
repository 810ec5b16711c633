const ESCAPED: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

/** Splits a command into words as a shell does. The command ends at the first line end that is not continued. */
export function shellWords(text: string, start: number): { words: string[]; end: number } {
  const words: string[] = [];
  // Kept in parts: appending to a string and reading its end would copy it each time.
  let word: string[] | null = null;
  let at = start;
  while (at < text.length) {
    const character = text[at] ?? '';
    const continued = continuation(text, at);
    if (continued > 0) {
      at += continued;
    } else if (character === '\n' || character === '\r') {
      break;
    } else if (character === ' ' || character === '\t') {
      if (word !== null) words.push(word.join(''));
      word = null;
      at++;
    } else if (character === "'" || character === '"') {
      word ??= [];
      const dollar = character === "'" && word.at(-1) === '$';
      if (dollar) word.pop();
      const quoted = readQuoted(text, at + 1, character, character === '"' || dollar);
      word.push(quoted.content);
      at = quoted.end;
    } else {
      const escaped = character === '\\' && at + 1 < text.length;
      word ??= [];
      word.push((escaped ? text[at + 1] : character) ?? '');
      at += escaped ? 2 : 1;
    }
  }
  if (word !== null) words.push(word.join(''));
  return { words, end: at };
}

/** Returns the length of a line continuation at `at`, or 0: `\` in Unix shells, `^` or a backtick on Windows. */
function continuation(text: string, at: number): number {
  if (!'\\^`'.includes(text[at] ?? ' ')) return 0;
  if (text[at + 1] === '\n') return 2;
  return text[at + 1] === '\r' ? (text[at + 2] === '\n' ? 3 : 2) : 0;
}

function readQuoted(text: string, start: number, quote: string, escapes: boolean): { content: string; end: number } {
  const parts: string[] = [];
  let at = start;
  while (at < text.length && text[at] !== quote) {
    const next = text[at + 1] ?? '';
    if (escapes && text[at] === '\\' && next !== '') {
      if (quote === "'") parts.push(ESCAPED[next] ?? next);
      else parts.push('"\\$`'.includes(next) ? next : next === '\n' ? '' : `\\${next}`);
      at += 2;
    } else parts.push(text[at++] ?? '');
  }
  return { content: parts.join(''), end: at + 1 };
}
