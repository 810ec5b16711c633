import { dropEmptyParts } from './name-template';
import { oneLine } from './outside-text';

/** A piece of a line: words of the template, or a value from outside. */
export interface Piece {
  text: string;
  isValue: boolean;
}

/** A filled template as text, and the same line by line, to be set in another form. */
export interface FilledText {
  text: string;
  lines: Piece[][];
}

/** Usual length of the longest value, in code points. */
const LONGEST_VALUE = 1_000;

/** Returns a pattern that matches one placeholder of a template. Its group is the placeholder's name. */
const oneOf = (names: readonly string[]): RegExp => new RegExp(`\\{(${names.join('|')})\\}`, 'g');

/**
 * Returns why a template is unusable, or null. It needs one of the placeholders `required`; one that is not in `known` is
 * a typing mistake that would appear in every text.
 */
export function textTemplateProblem(
  template: string,
  known: readonly string[],
  required: readonly string[],
): 'no-placeholder' | 'unknown-placeholder' | null {
  if (/\{\w+\}/.test(template.replace(oneOf(known), ''))) return 'unknown-placeholder';
  return oneOf(required).test(template) ? null : 'no-placeholder';
}

/**
 * Fills a template's placeholders. A line whose placeholders are all empty is left out; elsewhere an empty part takes
 * its separator with it. A value stays on its line, whatever it holds, and placeholders inside it are not filled. `longest`
 * is the longest value, in code points; longer ones are cut.
 */
export function fillText(template: string, parts: Record<string, string>, longest = LONGEST_VALUE): FilledText {
  const values = Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, oneLine(value, longest)]));
  const placeholder = oneOf(Object.keys(parts));
  const isEmpty = (name: string) => !values[name];
  const lines = template
    .trim()
    .split(/\r\n|\r|\n/)
    .filter((line) => {
      const names = [...line.matchAll(placeholder)].map(([, name = '']) => name);
      return names.length === 0 || !names.every(isEmpty);
    })
    .map((line) => {
      const pieces = dropEmptyParts(line.trimEnd(), placeholder, isEmpty).split(placeholder);
      // Splitting by a pattern with a group puts each group between the words around it.
      const filled = pieces.map((piece, index) =>
        index % 2 === 1 ? { text: values[piece] ?? '', isValue: true } : { text: piece, isValue: false },
      );
      return filled.filter(({ text }) => text);
    });
  return {
    text: lines
      .map((line) => line.map(({ text }) => text).join(''))
      .join('\n')
      .trim(),
    lines,
  };
}
