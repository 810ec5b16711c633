import { readFileSync, writeFileSync } from 'node:fs';
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { type Row, rowsIn, tableOf } from '../faults/table';

const README = new URL('../../README.md', import.meta.url);
const BEGIN = '<!-- fault matrix: written by the tests -->';
const END = '<!-- end of the fault matrix -->';

/** Writes the fault matrix's results into tests/README.md when the whole suite has passed. */
export default class FaultTable implements Reporter {
  readonly #rows: { browser: string; row: Row }[] = [];

  onTestEnd(test: TestCase, { status, annotations }: TestResult): void {
    if (status !== 'passed') return;
    const browser = test.parent.project()?.name ?? '';
    for (const row of rowsIn(annotations)) this.#rows.push({ browser, row });
  }

  onEnd({ status }: FullResult): void {
    if (status !== 'passed' || this.#rows.length === 0) return;
    const before = readFileSync(README, 'utf8');
    const [head, rest] = before.split(BEGIN);
    const tail = rest?.split(END)[1];
    if (tail === undefined) throw new Error('tests/README.md has no place for the fault matrix.');
    const cases = new Set(this.#rows.map(({ row }) => `${row.step}: ${row.fault}`)).size;
    writeFileSync(README, `${head}${BEGIN}\n\n${cases} faults.\n\n${tableOf(this.#rows)}\n\n${END}${tail}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
