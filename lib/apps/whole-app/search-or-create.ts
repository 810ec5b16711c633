import type { DefinitionFailure } from '../definition-failure';
import { pathTo } from '../failure-path';
import type { App } from '../import-schema';
import { isField } from './fields';

type Field = Parameters<typeof isField>[0];
/** A name that every object inherits leads to something that is no part of an app, at Zapier too. */
type Parts = Record<string, { operation?: { inputFields?: Field[]; outputFields?: Field[]; sample?: object } }>;

/** Whether a search or create names parts that there are, and fields that they have. */
export function searchOrCreateFailures(app: App, part: 'searchOrCreates' | 'searchAndCreates'): DefinitionFailure[] {
  const { [part]: pairs, searches, creates } = app;
  if (!pairs) return [];
  if (searches && creates)
    return Object.entries(pairs).flatMap(([name, pair]) => pairFailures(pair, searches, creates, pathTo(part, name)));
  return [
    ...(searches ? [] : [{ path: 'searches', reason: 'missing' } as const]),
    ...(creates ? [] : [{ path: 'creates', reason: 'missing' } as const]),
  ];
}

type Pair = NonNullable<App['searchOrCreates']>[string];

function pairFailures(pair: Pair, searches: Parts, creates: Parts, at: string): DefinitionFailure[] {
  const failures: DefinitionFailure[] = [];
  const { key, search, create, update, updateInputFromSearchOutput, searchUniqueInputToOutputConstraint } = pair;
  if (!searches[key]) failures.push({ path: `${at}.key`, reason: 'unknown-search' });
  if (!searches[search]) failures.push({ path: `${at}.search`, reason: 'unknown-search' });
  if (!creates[create]) failures.push({ path: `${at}.create`, reason: 'unknown-create' });
  if (update === undefined) {
    if (updateInputFromSearchOutput || searchUniqueInputToOutputConstraint)
      failures.push({ path: `${at}.update`, reason: 'missing' });
    return failures;
  }
  if (!creates[update]) failures.push({ path: `${at}.update`, reason: 'unknown-create' });

  const outputs = outputsOf(searches[search]);
  const check = (
    map: Record<string, unknown>,
    inputs: Set<string>,
    path: string,
    isOutput: (value: unknown) => boolean,
  ) =>
    Object.entries(map).forEach(([input, output]) => {
      if (!inputs.has(input)) failures.push({ path: pathTo(path, input), reason: 'unknown-input' });
      if (outputs && !isOutput(output)) failures.push({ path: pathTo(path, input), reason: 'unknown-output' });
    });
  check(
    updateInputFromSearchOutput ?? {},
    keysOf(creates[update]?.operation?.inputFields),
    `${at}.updateInputFromSearchOutput`,
    (value) => outputs?.has(value) ?? true,
  );
  check(
    searchUniqueInputToOutputConstraint ?? {},
    keysOf(searches[search]?.operation?.inputFields),
    `${at}.searchUniqueInputToOutputConstraint`,
    (value) => typeof value !== 'string' || (outputs?.has(value) ?? true),
  );
  return failures;
}

function keysOf(fields: Field[] = []): Set<string> {
  return new Set(fields.filter(isField).map(({ key }) => key));
}

/** What a search gives; null where it does not say. */
function outputsOf(search: Parts[string] | undefined): Set<unknown> | null {
  const { outputFields, sample } = search?.operation ?? {};
  if (!outputFields && !sample) return null;
  return new Set([...keysOf(outputFields), ...Object.keys(sample ?? {})]);
}
