import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { IN_MEMORY, ON_DISK } from '../../lib/upkeep/shapes';
import { ROOT, readFolder } from './packages';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const INTERNALS = read('INTERNALS.md');

/** The text under a heading, up to the next of its level. */
function section(document: string, heading: string): string {
  const [, text = ''] = document.split(`\n## ${heading}\n`);
  return text.split('\n## ')[0] ?? '';
}

/** The cells of every row below a table's head. */
function rows(text: string): string[][] {
  const table = text.split('\n').filter((line) => line.startsWith('|'));
  return table.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** What stands in backticks. */
const quoted = (text = ''): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** A key up to where it differs by account, app or page. */
const stem = (key: string): string => key.replace(/(<|\$\{|…).*$/, '');

const sources = ['lib', 'entrypoints', 'components'].flatMap((folder) =>
  [...readFolder(join(ROOT, folder))].map(([path, code]) => ({ path: `${folder}/${path}`, code: String(code) })),
);

const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort();

test('INTERNALS.md lists every message, and no other', () => {
  const names = [...read('lib/messages/protocol.ts').matchAll(/^ {2}'([\w.]+)': \{/gm)].map(([, name = '']) => name);
  const listed = rows(section(INTERNALS, 'Messages')).flatMap(([name]) => quoted(name));
  expect(
    sorted(listed),
    'Give each message of lib/messages/protocol.ts a row in INTERNALS.md, under Messages: name, who sends it, what it does, what it answers.',
  ).toEqual(sorted(names));
});

describe('stored items', () => {
  const inCode = sources.flatMap(({ code }) =>
    [...code.matchAll(/['`](local|session):([^'`]*)['`]/g)].map(([, area, key = '']) => `${area}:${stem(key)}`),
  );
  const used = sorted(inCode.filter((key) => !key.endsWith(':')));
  const table = rows(section(INTERNALS, 'Storage'));

  test('are in INTERNALS.md, and no other', () => {
    const listed = table.flatMap(([key, area]) => quoted(key).map((name) => `${area}:${stem(name)}`));
    expect(
      sorted(listed),
      'Give each stored item a row in INTERNALS.md, under Storage: key, area, version, what, written by, read by, secret, ends with.',
    ).toEqual(used);
  });

  test('are in INTERNALS.md with the version of their shape', () => {
    const versions = sources.flatMap(({ code }) =>
      [...code.matchAll(/defineItem<.*>\('(local:\w+)', \{([^}]|\}(?!\)))*?\bversion: (\d+)/g)].map(
        ([, key, , version]) => `${key} ${version}`,
      ),
    );
    const listed = table.flatMap(([key, area, version]) =>
      version ? quoted(key).map((name) => `${area}:${name} ${version}`) : [],
    );
    expect(sorted(listed), 'Write the version of each local item in the column v of INTERNALS.md.').toEqual(
      sorted(versions),
    );
  });

  test('are compared with a shape where they are on disk, but for what is computed or read anew', () => {
    const onDisk = table.flatMap(([key, , version]) => (version ? quoted(key) : []));
    expect(sorted(onDisk.filter((key) => key !== 'config'))).toEqual(sorted(Object.keys(ON_DISK)));
  });

  test('are compared with a shape where they are in memory, but for what its reader compares', () => {
    const kinds = table.flatMap(([key, area]) =>
      area === 'session' ? quoted(key).map((name) => name.split('/')[0] ?? '') : [],
    );
    expect(sorted(kinds.filter((kind) => kind !== 'requests'))).toEqual(sorted(Object.keys(IN_MEMORY)));
  });

  test('are in PRIVACY.md, and no other', () => {
    const [, text = ''] = read('PRIVACY.md').split('### What is stored');
    const listed = rows(text.split('\n### ')[0] ?? '').flatMap(([key, area = '']) =>
      quoted(key).map((name) => `${area.split(' ')[0]}:${stem(name)}`),
    );
    expect(
      sorted(listed),
      'Give each stored item a row in PRIVACY.md, in the words of the people it is about: key, area, what it holds, until when.',
    ).toEqual(used);
  });
});

describe('alarms', () => {
  test('are in INTERNALS.md with the files that set them', () => {
    const setting = sources.filter(({ code }) => code.includes('schedule.at(')).map(({ path }) => path);
    const table = rows(section(INTERNALS, 'Alarms'));
    expect(
      sorted(table.flatMap(([, files]) => quoted(files))),
      'Give each alarm a row in INTERNALS.md, under Alarms: name, the files that call schedule.at for it, what it does.',
    ).toEqual(sorted(setting));
  });

  test('are in INTERNALS.md by the names that the background answers to', () => {
    const [, followed = ''] =
      read('entrypoints/background.ts').match(/schedule\.follow\(\(name\) => \{(.*?)\n {2}\}\)/s) ?? [];
    const answered = [...followed.matchAll(/if \((?:is(\w+)Key\(name\)|name === (\w+)_ALARM)\)/g)].map(
      ([, kind, single = '']) => (kind ? `${kind.toLowerCase()}/` : single.toLowerCase()),
    );
    const listed = rows(section(INTERNALS, 'Alarms')).flatMap(([name]) => quoted(name).map(stem));
    expect(
      sorted(listed),
      'Name in INTERNALS.md, under Alarms, what schedule.follow in the background answers to.',
    ).toEqual(sorted(answered));
  });

  test('are set by lib/schedule.ts alone', () => {
    expect(sources.filter(({ code }) => /\balarms\.create\b/.test(code)).map(({ path }) => path)).toEqual([
      'lib/schedule.ts',
    ]);
  });
});

describe('the sequences', () => {
  const parts = [...section(INTERNALS, 'Sequences').matchAll(/In `([^`]+)`:\n\n((?:\d+\. .*\n?)+)/g)].map(
    ([, path = '', steps = '']) => ({
      path,
      steps: steps
        .trim()
        .split('\n')
        .map((step) => quoted(step)[0] ?? ''),
    }),
  );

  test('are those of signing in, renewing tokens, creating and connecting on Zapier', () => {
    expect(parts.map(({ path }) => path)).toEqual([
      'lib/accounts/sign-in.ts',
      'lib/oauth/authorization.ts',
      'lib/accounts/access-tokens.ts',
      'lib/connect/carry-out.ts',
      'lib/connect/settle.ts',
      'lib/hosted/hosted.ts',
    ]);
  });

  test.each(parts)('in $path the steps come in the order of INTERNALS.md', ({ path, steps }) => {
    const code = read(path).replace(/^import [^;]*;$/gm, '');
    let from = 0;
    for (const step of steps) {
      const at = code.indexOf(step, from);
      expect(
        at,
        `INTERNALS.md has \`${step}\` after the step before it; ${path} has not. Write there what is so.`,
      ).toBeGreaterThanOrEqual(0);
      from = at + step.length;
    }
  });
});
