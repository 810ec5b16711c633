import { failed, type Result, succeeded } from '../result';
import type { DefinitionFailure } from './definition-failure';
import { pathTo } from './failure-path';

/** Names that access an object's prototype instead of its content. */
export const RESERVED_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Deepest nesting: more than any definition needs, far less than would overflow a recursive check. */
const MAX_DEPTH = 100;

/** An object or list being read; a list has no names. */
interface Level {
  path: string;
  names: Set<string> | null;
  /** Name or index of the next item. */
  at: string | number;
}

/** Parses JSON, with or without a byte order mark. */
export function parseJson(text: string): Result<unknown, DefinitionFailure[]> {
  try {
    return succeeded(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    return failed([{ path: '', reason: 'not-json', detail }]);
  }
}

/**
 * Finds what `JSON.parse` accepts and definitions do not: duplicate keys, of which only the last would count, keys that
 * reach a prototype, and nesting that would overflow a recursive check.
 *
 * @param text is valid JSON, so scanning its strings and brackets is enough.
 * @param within is the path of the part that is checked; empty for all of the text.
 */
export function structureFailures(text: string, within: string): DefinitionFailure[] {
  const failures: DefinitionFailure[] = [];
  const levels: Level[] = [];
  for (let index = 0; index < text.length; index++) {
    const level = levels.at(-1);
    const character = text[index];
    if (character === '"') {
      const end = endOfString(text, index);
      if (level?.names && nextCharacter(text, end) === ':') {
        const name = String(JSON.parse(text.slice(index, end)));
        level.at = name;
        const path = pathTo(level.path, name);
        if (isWithin(path, within)) {
          if (RESERVED_KEYS.includes(name)) failures.push({ path, reason: 'reserved-key' });
          else if (level.names.has(name)) failures.push({ path, reason: 'duplicate' });
        }
        level.names.add(name);
      }
      index = end - 1;
    } else if (character === '{' || character === '[') {
      // Below the deepest level paths grow no further: they would fill the memory.
      const path = level ? (levels.length < MAX_DEPTH ? pathTo(level.path, level.at) : level.path) : '';
      if (levels.length === MAX_DEPTH && isWithin(path, within)) return [{ path: '', reason: 'too-deep' }];
      levels.push(character === '{' ? { path, names: new Set(), at: '' } : { path, names: null, at: 0 });
    } else if (character === '}' || character === ']') levels.pop();
    else if (character === ',' && typeof level?.at === 'number') level.at++;
  }
  return failures;
}

function isWithin(path: string, part: string): boolean {
  return part === '' || path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`);
}

/** Returns the index after a string's closing quote. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index + 1;
}

function nextCharacter(text: string, from: number): string | undefined {
  let index = from;
  while (text[index]?.trim() === '') index++;
  return text[index];
}
