import type { Pair } from '../pair';
import { treePairs } from './tree';

/** Returns the pairs of JSON at any depth: one text, one a line, or a piece cut out of one. Null if it is none. */
export function readJson(text: string): Pair[] | null {
  const trimmed = text.trim();
  const whole = parse(trimmed) ?? lines(trimmed) ?? piece(trimmed);
  return whole && treePairs(whole, readJson);
}

function parse(text: string): object | null {
  if (!/^[{[]/.test(text)) return null;
  try {
    JSON.parse(text);
    const parsed: unknown = JSON.parse(withNumbersAsWritten(text));
    return typeof parsed === 'object' ? parsed : null;
  } catch {
    return null;
  }
}

function lines(text: string): object | null {
  const each = text.split('\n').filter((line) => line.trim() !== '');
  if (each.length < 2 || !each.every((line) => /^\s*\{.*\}\s*$/.test(line))) return null;
  const parsed = each.map((line) => parse(line.trim()));
  return parsed.includes(null) ? null : parsed;
}

/** Reads members without their braces, as in `"api_key": "abc",`. */
function piece(text: string): object | null {
  return /^"(?:[^"\\\n]|\\.){1,64}"\s*:/.test(text) ? parse(`{${text.replace(/,$/, '')}}`) : null;
}

/** Quotes the numbers that parsing would change, such as long ids. */
function withNumbersAsWritten(json: string): string {
  return json.replace(/"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || String(Number(token)) === token ? token : `"${token}"`,
  );
}
