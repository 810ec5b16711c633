/** A piece of a program's text. */
export interface Token {
  kind: 'string' | 'name' | 'number' | 'mark' | 'line';
  /** A string's content. */
  text: string;
  /** A string that the program would complete at run time, or whose escapes differ between languages. */
  isOpen?: boolean;
  /** A comment follows without a space: perhaps it is none, but the end of a value without quotes. */
  isTouched?: boolean;
}

/** Languages whose strings differ. */
type Language = 'powershell' | 'interpolating' | 'other';

const SPACE = /[ \t\u00A0]+|\\\n|`\n/y;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:\w])\/\/[^\n]*|#(?!\{)[^\n]*|<\?php|\?>/y;
const NAME = /[@$]?[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*\??/uy;
const NUMBER = /-?\d[\w.]*/y;
const MARK = /=>|:=|->|::|\.\.\.|==|!=|@\{|@\(|[^\s]/y;
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|([\s\S]))/y;
const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '0': '\0', '\n': '' };

/** Splits a program's text into tokens, or returns null where a string does not end. */
export function tokens(text: string): Token[] | null {
  const language = languageOf(text);
  const found: Token[] = [];
  const at = (rule: RegExp, from: number) => {
    rule.lastIndex = from;
    return rule.exec(text)?.[0] ?? '';
  };
  for (let place = 0; place < text.length; ) {
    const comment = at(COMMENT, place);
    const skipped = at(SPACE, place) || comment;
    if (skipped) {
      const before = found.at(-1);
      if (comment && before && /\S/.test(text[place - 1] ?? '')) before.isTouched = true;
      place += skipped.length;
      continue;
    }
    const character = text[place] ?? '';
    if (character === '\n') {
      found.push({ kind: 'line', text: '\n' });
      place++;
    } else if (`"'\``.includes(character)) {
      const before = found.at(-1);
      const isPrefixed =
        before?.kind === 'name' && /^(?:[rbuf]{1,2}|@|\$@?|@\$)$/i.test(before.text) && text[place - 1] !== ' ';
      const prefix = isPrefixed ? (found.pop()?.text.toLowerCase() ?? '') : '';
      const read = stringAt(text, place, language, prefix);
      if (!read) return null;
      found.push(read.token);
      place = read.end;
    } else {
      const name = at(NAME, place);
      const number = name ? '' : at(NUMBER, place);
      const mark = name || number ? '' : at(MARK, place);
      found.push({ kind: name ? 'name' : number ? 'number' : 'mark', text: name || number || mark });
      place += Math.max(1, (name || number || mark).length);
    }
  }
  return found;
}

function languageOf(text: string): Language {
  if (
    /\bInvoke-(?:RestMethod|WebRequest)\b|^\s*(?:irm|iwr)[ ]|^\s*\$[\w:]+\s*=\s*@\{|-Headers\s+@\{|\bNew-Object\b/im.test(
      text,
    )
  )
    return 'powershell';
  return /<\?php|^\s*\$\w+\s*=|->|#\{/m.test(text) ? 'interpolating' : 'other';
}

function stringAt(
  text: string,
  start: number,
  language: Language,
  prefix: string,
): { token: Token; end: number } | null {
  const quote = text[start] ?? '';
  const triple = quote.repeat(3);
  if (quote !== '`' && text.startsWith(triple, start)) {
    const close = text.indexOf(triple, start + 3);
    return close < 0
      ? null
      : { token: { kind: 'string', text: text.slice(start + 3, close), isOpen: true }, end: close + 3 };
  }
  const doubles = language === 'powershell' || prefix.includes('@');
  const escaping = doubles ? (quote === '"' && language === 'powershell' ? '`' : '') : prefix.includes('r') ? '' : '\\';
  const parts: string[] = [];
  let isOpen = false;
  for (let at = start + 1; at < text.length; ) {
    const [character = '', next = ''] = [text[at], text[at + 1]];
    if (character === quote && doubles && next === quote) {
      parts.push(quote);
      at += 2;
    } else if (character === quote) {
      return { token: { kind: 'string', text: parts.join(''), ...(isOpen ? { isOpen } : {}) }, end: at + 1 };
    } else if (character === '\n' && quote !== '`' && language !== 'powershell') return null;
    else if (character === escaping && escaping === '`') {
      parts.push(ESCAPED[next] ?? next);
      at += 2;
    } else if (character === escaping) {
      ESCAPE.lastIndex = at;
      const [all = '\\', hex, four, code, one = ''] = ESCAPE.exec(text) ?? [];
      const point = hex ?? four ?? code;
      // PHP and Ruby undo nothing but the quote and the backslash between single quotes.
      if (quote === "'" && !`'"\\/`.includes(one || 'x')) isOpen = true;
      parts.push(point ? String.fromCodePoint(Math.min(Number.parseInt(point, 16), 0x10ffff)) : (ESCAPED[one] ?? one));
      at += all.length;
    } else {
      if (isFilledIn(character, next, quote, language, prefix)) isOpen = true;
      parts.push(character);
      at++;
    }
  }
  return null;
}

function isFilledIn(character: string, next: string, quote: string, language: Language, prefix: string): boolean {
  if (quote === '`') return character === '$' && next === '{';
  if (/[f$]/.test(prefix) && character === '{') return true;
  if (quote !== '"' || language === 'other') return false;
  return (
    (character === '$' && /[A-Za-z_{(]/.test(next)) || (language !== 'powershell' && character === '#' && next === '{')
  );
}
