import type { PopupOpening, TabOpening } from './measure';
import { median, p95 } from './statistics';

/** All openings of one popup in one state. */
export interface Series {
  name: string;
  tab: TabOpening[];
  popup: PopupOpening[];
}

/** Series that were measured in turns. */
export interface Round {
  name: string;
  /** The floor that the others are compared with. */
  blank: Series;
  others: Series[];
}

/** Most that the product may take: ratios to the blank page measured beside it, and KiB of heap over it. */
const GOALS = { ready: 1.35, taskTime: 1.6, heap: 450 };

interface Figure {
  head: string;
  of(series: Series): number[];
  /** Compares medians with the blank page's. */
  compare?: 'ratio' | 'difference';
}

const FIGURES: Figure[] = [
  { head: 'tab: ready ms', of: ({ tab }) => tab.map(({ ready }) => ready), compare: 'ratio' },
  { head: 'FCP ms', of: ({ tab }) => tab.map(({ firstContentfulPaint }) => firstContentfulPaint) },
  { head: 'work ms', of: ({ tab }) => tab.map(({ taskTime }) => taskTime), compare: 'ratio' },
  { head: 'heap KiB', of: ({ tab }) => tab.map(({ heap }) => heap), compare: 'difference' },
  { head: 'popup: ready ms', of: ({ popup }) => popup.map(({ ready }) => ready), compare: 'ratio' },
  { head: 'FCP ms', of: ({ popup }) => popup.map(({ firstContentfulPaint }) => firstContentfulPaint) },
  { head: 'opening ms', of: ({ popup }) => popup.map(({ opening }) => opening) },
];

/** A table of medians / p95s, beside each what it is of the blank page's median (×) or over it (+). */
export function table({ name, blank, others }: Round): string {
  const head = [name, ...FIGURES.map((figure) => figure.head), 'code KiB gzip', 'elements'];
  const rows = [blank, ...others].map((series) => [
    series.name,
    ...FIGURES.map((figure) => cell(figure, series, blank)),
    median(series.tab.map(({ code }) => code)).toFixed(1),
    median(series.tab.map(({ elements }) => elements)).toFixed(0),
  ]);
  return aligned([head, ...rows]);
}

/** How a series does against the goals, a line each. */
export function goals(series: Series, blank: Series): string {
  const ratio = (of: (series: Series) => number[]) => median(of(series)) / median(of(blank));
  const heap = (one: Series) => median(one.tab.map((opening) => opening.heap));
  const lines: [string, number, number][] = [
    ['ready in a tab, × blank', ratio(({ tab }) => tab.map(({ ready }) => ready)), GOALS.ready],
    ['ready as popup, × blank', ratio(({ popup }) => popup.map(({ ready }) => ready)), GOALS.ready],
    ['work, × blank', ratio(({ tab }) => tab.map(({ taskTime }) => taskTime)), GOALS.taskTime],
    ['heap over blank, KiB', heap(series) - heap(blank), GOALS.heap],
  ];
  return lines
    .map(([what, value, goal]) => `${value <= goal ? '✔' : '✘'} ${series.name}: ${what} ${short(value)} (goal ${goal})`)
    .join('\n');
}

function cell({ of, compare }: Figure, series: Series, blank: Series): string {
  const values = of(series);
  const own = `${median(values).toFixed(0)} / ${p95(values).toFixed(0)}`;
  if (compare === undefined) return own;
  const floor = median(of(blank));
  if (compare === 'ratio') return `${own} (×${(median(values) / floor).toFixed(2)})`;
  const over = Math.round(median(values) - floor);
  return `${own} (${over < 0 ? '' : '+'}${over})`;
}

function short(value: number): string {
  return value < 10 ? value.toFixed(2) : value.toFixed(0);
}

/** Rows of cells as lines, their columns one below the other. */
export function aligned(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
