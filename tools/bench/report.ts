// What a subject is, and its figures as Markdown.
import type { Browser } from './browser';

/** Something that is measured beside what it is compared with. */
export interface Subject {
  title: string;
  /** Who is measured: this extension first, then its references; the first of those is the one in the summary. */
  columns: readonly string[];
  /** What the tables say about the times. */
  statistics: readonly (keyof typeof STATISTICS)[];
  /** Measures all of them in turns, so that the machine's load meets them alike. */
  measure(browser: Browser, note: Note): Promise<void>;
}

/** Records one time. */
export type Note = (what: string, who: string, milliseconds: number) => void;

/** All times of one run in milliseconds, by what was done and by whom. */
export type Figures = Map<string, Map<string, number[]>>;

const ascending = (values: number[]) => [...values].sort((a, b) => a - b);
const STATISTICS = {
  /** The middle value; of an even number of values, the mean of the two in the middle. */
  median(values: number[]): number {
    const sorted = ascending(values);
    const [lower, upper] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
    return ((lower ?? Number.NaN) + (upper ?? Number.NaN)) / 2;
  },
  /** The value that 95 of 100 do not exceed (nearest rank). */
  p95: (values: number[]): number => ascending(values)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN,
};

export function createFigures(): { all: Figures; note: Note } {
  const all: Figures = new Map();
  return {
    all,
    note(what, who, milliseconds) {
      const row = all.get(what) ?? new Map<string, number[]>();
      all.set(what, row.set(who, [...(row.get(who) ?? []), milliseconds]));
    },
  };
}

/** One subject, with all its references. */
export function table(subject: Subject, runs: Figures[]): string {
  const [, ...references] = subject.columns;
  const head = [subject.title, ...subject.columns, ...references.map((reference) => `× ${reference}`)];
  const rows = compare(subject, runs).map(({ what, times, ratios }) => [what, ...times, ...ratios]);
  return markdown([head, ...rows]);
}

/** All subjects, each beside its first reference. */
export function summary(measured: { subject: Subject; runs: Figures[] }[]): string {
  const rows = measured.flatMap(({ subject, runs }) =>
    compare(subject, runs).map(({ what, times: [figure = '', reference], ratios: [ratio = ''] }) => [
      `${subject.title}: ${what}`,
      figure,
      `${subject.columns[1]}: ${reference}`,
      ratio,
    ]),
  );
  return markdown([['Subject (ms)', 'figure', 'reference', 'ratio'], ...rows]);
}

/**
 * Times are of all runs together. Ratios are taken within each run, where the machine's load is the same for both: the
 * median of the runs and, in brackets, the lowest and the highest.
 */
function compare({ columns, statistics }: Subject, runs: Figures[]) {
  return [...(runs[0]?.keys() ?? [])].flatMap((what) =>
    statistics.map((name) => {
      const timeOf = (figures: Figures[], who: string) =>
        STATISTICS[name](figures.flatMap((run) => run.get(what)?.get(who) ?? []));
      const ratioIn = (run: Figures, reference: string) => timeOf([run], columns[0] ?? '') / timeOf([run], reference);
      return {
        what: `${what}, ${name}`,
        times: columns.map((who) => timeOf(runs, who).toFixed(1)),
        ratios: columns.slice(1).map((reference) => {
          const ratios = ascending(runs.map((run) => ratioIn(run, reference)));
          const [lowest = Number.NaN, highest = lowest] = [ratios[0], ratios.at(-1)];
          return `${STATISTICS.median(ratios).toFixed(2)} (${lowest.toFixed(2)}–${highest.toFixed(2)})`;
        }),
      };
    }),
  );
}

function markdown([head = [], ...rows]: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
