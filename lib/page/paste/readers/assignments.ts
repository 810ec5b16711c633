import { MAX_PAIRS, type Names, type Pair } from '../pair';
import { shellWords } from './shell-words';

const COMMENT = /^(?:#|\/\/|;|--|rem\b|::|<!--)/i;
const SECTION = /^\[{1,2}([^\]=]{1,80})\]{1,2}[ \t]*(?:[#;].*)?$/;
/** Lines that frame others and say nothing. */
const FRAME = /^(?:```\w*|~~~\w*|\{|\}|\},|\(|\)|;)$/;
const NAME = '[A-Za-z_][\\w.-]{0,63}';
const FISH = new RegExp(`^set[ \\t]+(?:-\\w+[ \\t]+|--\\w+[ \\t]+)+(${NAME})[ \\t]+(.+)$`);
const CSH = new RegExp(`^setenv[ \\t]+(${NAME})[ \\t]+(.+)$`);
const SET_QUOTED = new RegExp(`^set[ \\t]+"(${NAME})=(.*)"$`, 'i');
const SET = new RegExp(`^set[ \\t]+(${NAME})=(.*)$`, 'i');
const SETX = new RegExp(`^setx[ \\t]+(?:/m[ \\t]+)?"?(${NAME})"?[ \\t]+(.*?)(?:[ \\t]+/m)?$`, 'i');
const POWERSHELL = new RegExp(
  `^(?:\\[string\\])?\\$(?:env:|script:|global:)?(${NAME})[ \\t]*=[ \\t]*([\\s\\S]*)$`,
  'i',
);
const ENVIRONMENT = new RegExp(
  `^\\[(?:System\\.)?Environment\\]::SetEnvironmentVariable\\([ \\t]*['"](${NAME})['"][ \\t]*,[ \\t]*(['"].*?['"])[ \\t]*(?:,.*)?\\);?$`,
  'i',
);
const EXPORTED = /^(?:export|declare[ \t]+-x|readonly|local)[ \t]+([\s\S]+)$/;
const DOCKERFILE = new RegExp(`^(?:ENV|ARG)[ \\t]+(${NAME})(?:=|[ \\t]+)(.+)$`);
const OPTION = new RegExp(`^(?:-e|--env)[ \\t=]+(${NAME})=(.*?)[ \\t]*[\\\\^\`]?$`);
const PLAIN = new RegExp(
  `^(?:-[ \\t]+)?["']?(${NAME})["']?[ \\t]*(?:(?<=[ \\t"'])(?:=>|:=|\\?=|\\+=)|=|:(?=[ \\t]|$|["']))[ \\t]*([\\s\\S]*)$`,
);

/** A line's name, its value as written, and whose rules of quoting hold. */
interface Line {
  name: string;
  raw: string;
  by: 'shell' | 'exact' | 'cmd' | 'powershell' | 'file';
}

/**
 * Reads a text whose lines all assign a value to an identifier: `.env`, shells' `export` and `set`, INI, TOML, Java
 * properties, Docker. Comments and sections may stand between.
 */
export function readAssignments(text: string, names: Names): Pair[] | null {
  const lines = logicalLines(text)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !FRAME.test(line));
  const found: (Line & { section: string })[] = [];
  let section = '';
  const isNested = lines.some((line) => /^[}\])]/.test(line));
  for (const line of lines) {
    if (isNested && /[=:][ \t]*[{[(]+$/.test(line)) return null;
    if (COMMENT.test(line)) continue;
    const headed = SECTION.exec(line);
    if (headed) {
      section = (headed[1] ?? '').trim();
      continue;
    }
    const several = EXPORTED.test(line) ? exported(line) : null;
    const one = several ? null : readLine(line);
    if ((!several && !one) || (one && /^(?:file|powershell)$/.test(one.by) && isMore(one.raw, names))) return null;
    for (const each of several ?? (one ? [one] : [])) found.push({ ...each, section });
    if (found.length > MAX_PAIRS) return null;
  }
  if (lines.every(isLikeMessage)) return null;
  const isObject = lines.every((line) => /^[^=]*:/.test(line));
  // After a colon a semicolon ends nothing in any notation, so the values may end in one.
  const semicolons = endOf(';', isObject ? Number.POSITIVE_INFINITY : 2, found);
  const end = semicolons.sign !== '' || !isObject ? semicolons : endOf(',', 3, found);
  return found.map(({ section: parent, ...line }) => ({
    name: line.name,
    ...(parent ? { aliases: [`${parent} ${line.name}`] } : {}),
    from: 'data' as const,
    ...readValue(line, end),
  }));
}

/** What ends each line but the last: a sign between values, or perhaps a part of them where there are only two. */
interface End {
  sign: string;
  isSure: boolean;
}

const NO_END: End = { sign: '', isSure: true };

function endOf(sign: string, sureFrom: number, lines: Line[]): End {
  const ending = lines.filter(({ raw, by }) => by === 'file' && raw.endsWith(sign)).length;
  if (ending < lines.length - 1 || ending === 0) return NO_END;
  return { sign, isSure: ending >= sureFrom };
}

/** True for a line that a message might have too. There it is read as well, and a remark may follow a value. */
function isLikeMessage(line: string): boolean {
  if (/^[A-Z][a-z]+(?:-[A-Z][a-z]+)*[ \t]*:/.test(line)) return true;
  return /^[\w.-]+[ \t]*:/.test(line) && !/[ \t](?:#|\/\/)|["'`]|,$/.test(line);
}

/** Splits a text into lines, except within a value in quotes that goes on in the next one. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    const before = open ? (lines.pop() ?? '') : '';
    lines.push(open ? `${before}\n${line}` : line);
    if (open === '') {
      const [, quote = '', rest = ''] = /^\s*(?:export\s+)?[\w.-]+\s*[=:]\s*(["'])(.*)$/.exec(line) ?? [];
      open = quote && !rest.includes(quote) && rest.length < 1000 ? quote : '';
    } else if (line.includes(open)) open = '';
  }
  return lines;
}

/** True if a value without quotes is more than one: an object's beginning, or followed by another name, as in a message. */
function isMore(raw: string, names: Names): boolean {
  if (quotedAt(raw)) return false;
  if (/^@?[{[(].*(?:["']|\w:)|^@?\{.*=/.test(raw) || /^(?:new )?[\w.]+\(.*["'=]/.test(raw)) return true;
  return [...raw.matchAll(/[\s,;/|]([A-Za-z][\w-]*(?:[ ][\w-]+)?)[ ]?[:=]/g)].some(([, name = '']) =>
    name.split(' ').some((_, at, words) => names.isKnown(words.slice(at).join(' '))),
  );
}

function readLine(line: string): Line | null {
  const rules: [RegExp, Line['by']][] = [
    [FISH, 'shell'],
    [CSH, 'shell'],
    [SET_QUOTED, 'exact'],
    [SET, 'cmd'],
    [SETX, 'powershell'],
    [ENVIRONMENT, 'powershell'],
    [POWERSHELL, 'powershell'],
    [DOCKERFILE, 'file'],
    [OPTION, 'shell'],
    [PLAIN, 'file'],
  ];
  for (const [rule, by] of rules) {
    const [, name, raw = ''] = rule.exec(line) ?? [];
    if (name) return { name, raw: raw.trim(), by };
  }
  return null;
}

function exported(line: string): Line[] | null {
  const command = shellWords(line, line.search(/[ \t]/));
  const words = command?.words.filter(({ text }) => !/^-\w+$/.test(text)) ?? [];
  if (!words.every(({ text }) => /^[A-Za-z_]\w*(?:=|$)/.test(text))) return null;
  return words.flatMap(({ text, isOpen }): Line[] => {
    const equals = text.indexOf('=');
    return equals < 0 ? [] : [{ name: text.slice(0, equals), raw: isOpen ? '' : text.slice(equals + 1), by: 'exact' }];
  });
}

type Value = Pick<Pair, 'value' | 'exact' | 'others' | 'unsure' | 'decoded'>;

function readValue({ raw, by }: Line, end: End): Value {
  if (by === 'exact') return { value: raw, exact: true };
  if (by === 'cmd') return { value: raw };
  if (by === 'shell') {
    const [word, ...more] = shellWords(raw, 0)?.words ?? [];
    return word && more.length === 0 ? { value: word.isOpen ? '' : word.text, exact: true } : { value: '' };
  }
  return fileValue(raw, end, by === 'powershell');
}

/** Reads a value of a file whose dialect is not known: quoted, or up to a comment after it. */
function fileValue(raw: string, { sign, isSure }: End, isPowerShell: boolean): Value {
  const quoted = quotedAt(raw);
  if (quoted) {
    const { inner, quote, rest } = quoted;
    if (!/^[ \t]*[;,)]{0,2}[ \t]*(?:(?:#|\/\/|;|--).*)?$/.test(rest)) return { value: '' };
    if (/["']/.test(rest)) return { value: inner, exact: true, unsure: true, others: [raw.slice(1, -1)] };
    if (isPowerShell) return { value: quote === '"' && /[$`]/.test(inner) ? '' : inner, exact: true };
    if (quote !== '"' || !inner.includes('\\')) return { value: inner, exact: true };
    const plain = inner.replace(/\\(["\\nrt])/g, (_, one: string) => UNESCAPED[one] ?? one);
    // Programs differ in which escapes they undo, except for a quote and a line break.
    return /\\(?!["nr])/.test(inner)
      ? { value: plain, exact: true, unsure: true, others: [inner] }
      : { value: plain, exact: true };
  }
  if (isPowerShell && /^[$([@]|[+]/.test(raw)) return { value: '' };
  const comment = raw.search(/(?:^|[ \t])(?:#|\/\/|;)(?:[ \t]|$)|(?:^|[ \t])#/);
  const cut = (comment < 0 ? raw : raw.slice(0, comment)).trimEnd();
  const value = sign !== '' && isSure && cut.endsWith(sign) ? cut.slice(0, -1).trimEnd() : cut;
  if (sign !== '' && !isSure && cut.endsWith(sign))
    return { value, unsure: true, others: [cut.slice(0, -1).trimEnd()] };
  // INI has comments after values only in some programs.
  if (comment > 0 && /^[ \t];/.test(raw.slice(comment))) return { value, unsure: true, others: [raw] };
  const others = [comment > 0 ? raw : '', /[;,]$/.test(value) ? value.slice(0, -1) : ''].filter(Boolean);
  return { value, ...(others.length > 0 ? { others } : {}) };
}

const UNESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

function quotedAt(raw: string): { inner: string; quote: string; rest: string } | null {
  const quote = raw[0] ?? '';
  if (!'"\'`'.includes(quote) || quote === '') return null;
  for (let at = 1; at < raw.length; at++) {
    if (quote === '"' && raw[at] === '\\') at++;
    else if (raw[at] === quote) return { inner: raw.slice(1, at), quote, rest: raw.slice(at + 1) };
  }
  return null;
}
