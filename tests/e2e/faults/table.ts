import type { TestInfo } from '@playwright/test';

/** Result of one test of the fault matrix. */
export interface Row {
  step: string;
  fault: string;
  /** First outcome that the agent was told. */
  first: string;
  /** Final outcome that the agent was told. */
  told: string;
  /** Connections at the stand-in. */
  made: number;
  /** Requests to create one that reached the stand-in. */
  posts: number;
}

const TYPE = 'fault';

/** Adds a test's result to the table in tests/README.md; it is dropped if the test fails. */
export function addRow(info: TestInfo, row: Row): void {
  info.annotations.push({ type: TYPE, description: JSON.stringify(row) });
}

/** Returns the rows in a test's annotations. */
export function rowsIn(annotations: readonly { type: string; description?: string | undefined }[]): Row[] {
  return annotations.flatMap(({ type, description }) =>
    type === TYPE && description ? [JSON.parse(description)] : [],
  );
}

/** Returns the table as Markdown. Each row comes with its browser. */
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
