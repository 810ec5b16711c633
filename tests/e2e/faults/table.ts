import type { TestInfo } from '@playwright/test';

/** What one test of the fault matrix saw. */
export interface Row {
  step: string;
  fault: string;
  /** What the agent was told at first. */
  first: string;
  /** What the agent was told in the end. */
  told: string;
  /** Connections at the stand-in. */
  made: number;
  /** Requests to create one at its socket. */
  posts: number;
}

const TYPE = 'fault';

/** Adds what a test has seen to the table in tests/README.md, once it has passed. */
export function addRow(info: TestInfo, row: Row): void {
  info.annotations.push({ type: TYPE, description: JSON.stringify(row) });
}

/** The rows among a test's annotations. */
export function rowsIn(annotations: readonly { type: string; description?: string | undefined }[]): Row[] {
  return annotations.flatMap(({ type, description }) =>
    type === TYPE && description ? [JSON.parse(description)] : [],
  );
}

/** The table as Markdown. `rows` are by browser. */
export function tableOf(rows: readonly { browser: string; row: Row }[]): string {
  const byFault = new Map<string, { row: Row; browsers: Set<string> }>();
  for (const { browser, row } of rows) {
    const key = JSON.stringify(row);
    const known = byFault.get(key) ?? { row, browsers: new Set() };
    known.browsers.add(browser);
    byFault.set(key, known);
  }
  const lines = [...byFault.values()]
    .map(({ row, browsers }) => {
      const { step, fault, first, told, made, posts } = row;
      const said = first === told ? told : `${first}, then: ${told}`;
      return `| ${step} | ${fault} | ${said} | ${made} | ${posts} | ${[...browsers].sort().join(', ')} |`;
    })
    .sort();
  return [
    '| step | what breaks | what the agent is told | made | POSTs | in |',
    '| --- | --- | --- | --- | --- | --- |',
    ...lines,
  ].join('\n');
}
