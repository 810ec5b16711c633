import { dropEmptyParts } from './naming';
import { oneLine } from './outside-text';

/** Values for the placeholders of a receipt template. Empty ones are left out of the receipt. */
export interface ReceiptParts {
  /** The customer's name. */
  customer: string;
  /** The account's e-mail. */
  email: string;
  /** The app's title. */
  app: string;
  /** The connection's name. */
  connection: string;
  /** The connection's id. */
  id: string;
  /** Day and time of the connection, with the time zone. */
  when: string;
  /** How the connection was made. */
  how: string;
  /** The help desk ticket; empty if there is none. */
  ticket: string;
}

/** A piece of a line: words of the template, or a value from outside. */
export interface ReceiptPiece {
  text: string;
  isValue: boolean;
}

/** A receipt as text, and the same line by line, to be set in another form. */
export interface FilledReceipt {
  text: string;
  lines: ReceiptPiece[][];
}

/** Matches one placeholder of a template. Its group is a key of {@link ReceiptParts}. */
const PLACEHOLDER = /\{(customer|email|app|connection|id|when|how|ticket)\}/g;

/** Longest value, in code points. Longer ones are cut. */
const LONGEST_VALUE = 1_000;

/**
 * Returns why a template is unusable, or null. Without a placeholder all receipts would be the same; `{ticket}` alone is
 * not enough, because it is often empty. An unknown placeholder is a typing mistake that would appear in every ticket.
 */
export function receiptTemplateProblem(template: string): 'no-placeholder' | 'unknown-placeholder' | null {
  if (/\{\w+\}/.test(template.replace(PLACEHOLDER, ''))) return 'unknown-placeholder';
  return /\{(customer|email|app|connection|id|when|how)\}/.test(template) ? null : 'no-placeholder';
}

/**
 * Fills a template's placeholders. A line whose placeholders are all empty is left out; elsewhere an empty part takes
 * its separator with it. A value stays on its line, whatever it holds, and placeholders inside it are not filled.
 */
export function fillReceipt(template: string, parts: ReceiptParts): FilledReceipt {
  const values = Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [name, oneLine(value, LONGEST_VALUE)]),
  );
  const isEmpty = (name: string) => !values[name];
  const lines = template
    .trim()
    .split(/\r\n|\r|\n/)
    .filter((line) => {
      const names = [...line.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
      return names.length === 0 || !names.every(isEmpty);
    })
    .map((line) => {
      const pieces = dropEmptyParts(line.trimEnd(), PLACEHOLDER, isEmpty).split(PLACEHOLDER);
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
