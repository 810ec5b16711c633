import Papa from 'papaparse';
import type { Names, Pair } from '../pair';
import { readAssignments } from './assignments';

/** Headings of a column of names, of values, and of remarks. */
const NAME_HEADING =
  /^(?:name|field|fields|key|keys|label|setting|parameter|param|property|variable|item|attribute|credential|feld|bezeichnung|schlüssel|champ|nom|clé|campo|nombre|clave|nome|chave|veld|naam|項目|名前)$/iu;
const VALUE_HEADING =
  /^(?:value|values|wert|werte|valeur|valeurs|valor|valores|valore|valori|waarde|waarden|値|credential value|data|content)$/iu;
const NOTE_HEADING =
  /^(?:notes?|comments?|remarks?|descriptions?|info|information|details?|type|required|example|default|status|owner|hinweise?|bemerkung(?:en)?|beschreibung|kommentar|remarques?|commentaires?|notas?|observaciones|observações|note|descrizione|opmerking(?:en)?|備考|説明)$/iu;
/** The column in which Bitwarden exports a login's own fields, one a line. */
const OWN_FIELDS = /^fields$/i;

/** A longer table is no list of credentials. */
const MOST_LINES = 500;

/** Reads CSV or a copied spreadsheet. */
export function readDelimited(text: string, names: Names): Pair[] | null {
  const body = text
    .replace(/^\uFEFF/, '')
    .replace(/^(?:[ ]*\n)+/, '')
    .trimEnd();
  const first = body.split('\n', 1)[0] ?? '';
  if (body.split('\n', MOST_LINES + 1).length > MOST_LINES) return null;
  for (const delimiter of ['\t', ',', ';']) {
    if (!first.includes(delimiter)) continue;
    const { data, errors } = Papa.parse<string[]>(body, { delimiter, skipEmptyLines: 'greedy' });
    if (errors.length > 0) continue;
    const pairs = gridPairs(data, names, delimiter !== '\t');
    if (pairs) return pairs;
  }
  return null;
}

/** Reads a table drawn with bars, as in Markdown and by database programs. */
export function readBars(text: string, names: Names): Pair[] | null {
  const lines = text
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\(\d+ rows?\)$/.test(line.trim()));
  const isRule = (line: string) => /^[\s|+:=-]+$/.test(line) && line.includes('-');
  const rows = lines.filter((line) => !isRule(line));
  if (
    rows.length === 0 ||
    rows.length > MOST_LINES ||
    (rows.length === lines.length && !rows.every((line) => /^\s*\|.*\|\s*$/.test(line)))
  )
    return null;
  if (!rows.every((line) => line.includes('|'))) return null;
  return gridPairs(rows.map(barCells), names);
}

function barCells(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => unmarked(cell.trim().replaceAll('\\|', '|')));
}

/** Takes a cell's formatting away: code, bold. */
function unmarked(cell: string): string {
  const [, , inner] = /^(`+|\*\*)([^`*]+)\1$/.exec(cell) ?? [];
  return inner ?? cell;
}

/**
 * Returns the pairs of a table, or null if it names nothing known: names in the first column, or in the first row above
 * one row of values. With more rows than one it is unsure which is meant.
 */
export function gridPairs(cells: string[][], names: Names, isStrict = false): Pair[] | null {
  const rows = cells.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some(Boolean));
  const [heading = [], ...below] = rows;
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (width < 2 || (isStrict && rows.some((row) => row.length !== width))) return null;
  // A message's "Name: one, two" is no row of two cells.
  const isKnown = (cell = '') =>
    cell !== '' && cell.length <= 64 && !(isStrict && /[:=]/.test(cell)) && names.isKnown(nameIn(cell));
  const isMeant = (cell: string) => isKnown(cell) || (/^\w+$/.test(cell) && cell.length <= 64 && names.means(cell));
  const across = heading.filter(isMeant).length;
  const down = rows.filter((row) => isKnown(row[0])).length;
  const isHeaded = below.length > 0 && across > 0 && !isNameHeading(heading, across);
  if (isHeaded && across > down) return rowPairs(heading, below);
  // As many known names in the first row as in the first column: it cannot be told which are values.
  if (isHeaded && across === down && (across > 1 || heading.slice(1).every((cell) => /^[\p{L} ]+$/u.test(cell))))
    return [];
  return down === 0 ? null : columnPairs(rows, width);
}

function rowPairs(heading: string[], rows: string[][]): Pair[] {
  return rows.flatMap((row) =>
    heading.flatMap((cell, at): Pair[] => {
      const [name, value] = [nameIn(cell), row[at] ?? ''];
      if (OWN_FIELDS.test(name) && rows.length === 1)
        return readAssignments(value, { isKnown: () => false, means: () => false }) ?? [];
      return pairOf(name, value, rows.length > 1);
    }),
  );
}

/** True if the first row heads columns of names and values, although "Key" might be a name itself. */
const isNameHeading = (heading: string[], known: number) =>
  isHeading(heading) && (known <= 1 || heading.some((cell) => VALUE_HEADING.test(cell)));

const isHeading = ([first = '', ...rest]: string[]) => (first === '' || NAME_HEADING.test(first)) && rest.length > 0;

function columnPairs(rows: string[][], width: number): Pair[] {
  const [heading = [], ...below] = rows;
  const rest = heading.slice(1);
  const isHeaded = isHeading(heading) || rest.some((cell) => VALUE_HEADING.test(cell));
  const body = isHeaded ? below : rows;
  const headed = isHeaded ? heading.findIndex((cell, at) => at > 0 && VALUE_HEADING.test(cell)) : -1;
  const columns = Array.from({ length: width - 1 }, (_, at) => at + 1);
  const isUsed = (at: number) => !isHeaded || !NOTE_HEADING.test(heading[at] ?? '');
  const meant = headed > 0 ? [headed] : isHeaded ? columns.filter(isUsed) : [1];
  return body.flatMap((row) => meant.flatMap((at) => pairOf(nameIn(row[0] ?? ''), row[at] ?? '', meant.length > 1)));
}

const nameIn = (cell: string) =>
  unmarked(cell)
    .replace(/\s*[:：]\s*$/, '')
    .trim();

function pairOf(name: string, value: string, unsure: boolean): Pair[] {
  if (name === '' || name.length > 64 || value === '') return [];
  return [{ name, value, from: 'table', exact: true, ...(unsure ? { unsure } : {}) }];
}
