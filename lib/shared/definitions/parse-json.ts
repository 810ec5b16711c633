import { failed, type Result, succeeded } from '../result';
import type { DefinitionFailure } from './definition-failure';
import { pathTo } from './failure-path';

/** Names that reach an object's prototype instead of its content. */
export const RESERVED_KEYS = ['__proto__', 'constructor', 'prototype'];

/** Deeper than anything a definition holds, and far from what a recursive check stands. */
const MAX_DEPTH = 100;

/** An object or a list that is being read; a list has no names. */
interface Level {
  path: string;
  names: Set<string> | null;
  /** The name or the index of what comes next. */
  at: string | number;
}

/**
 * JSON, without what `JSON.parse` takes in silence: a key that is given twice, of which only the last
 * would count, and keys that reach a prototype. Never throws, however deep the text is.
 */
export function parseJson(text: string): Result<unknown, DefinitionFailure[]> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    return failed([{ path: '', reason: 'not-json', detail }]);
  }
  const failures = keyFailures(text);
  return failures.length > 0 ? failed(failures) : succeeded(value);
}

/** @param text is valid JSON, so that its strings and brackets tell all. */
function keyFailures(text: string): DefinitionFailure[] {
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
        if (RESERVED_KEYS.includes(name)) failures.push({ path, reason: 'reserved-key' });
        else if (level.names.has(name)) failures.push({ path, reason: 'duplicate' });
        level.names.add(name);
      }
      index = end - 1;
    } else if (character === '{' || character === '[') {
      if (levels.length === MAX_DEPTH) return [{ path: '', reason: 'too-deep' }];
      const path = level ? pathTo(level.path, level.at) : '';
      levels.push(character === '{' ? { path, names: new Set(), at: '' } : { path, names: null, at: 0 });
    } else if (character === '}' || character === ']') levels.pop();
    else if (character === ',' && typeof level?.at === 'number') level.at++;
  }
  return failures;
}

/** The index after a string's closing quote. */
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
