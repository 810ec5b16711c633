/** What input fields say about each other and about themselves. */
import type * as v from 'valibot';
import type { DefinitionFailure, DefinitionReason } from '../definition-failure';
import { pathTo } from '../failure-path';
import { type InputField, type inputFieldGroups, type inputFields, isField } from './fields';

interface Inputs {
  inputFields?: v.InferOutput<typeof inputFields>;
  inputFieldGroups?: v.InferOutput<typeof inputFieldGroups>;
}

/** What cannot stand beside what; `dict` and `list` count where they are true. */
const EXCLUSIONS: { with: keyof InputField; reason: DefinitionReason; without: (keyof InputField)[] }[] = [
  {
    with: 'children',
    reason: 'beside-children',
    without: ['list', 'dict', 'type', 'placeholder', 'helpText', 'default'],
  },
  { with: 'list', reason: 'beside-list', without: ['dict'] },
  { with: 'dynamic', reason: 'beside-dynamic', without: ['dict', 'choices'] },
];

/** The fields of a trigger, a search or a create. Zapier asks none of this of others. */
export function inputFailures({ inputFields = [] }: Inputs, at: string): DefinitionFailure[] {
  return [
    ...keyFailures(inputFields, `${at}.inputFields`),
    ...fieldsOf(inputFields, `${at}.inputFields`).flatMap(({ field, path }) => [
      ...EXCLUSIONS.flatMap(({ with: key, reason, without }) =>
        isSet(field, key)
          ? without.filter((other) => isSet(field, other)).map((other) => ({ path: `${path}.${other}`, reason }))
          : [],
      ),
      ...childrenOf(field, path).flatMap(({ field: child, path: below }) =>
        child.children ? [{ path: `${below}.children`, reason: 'too-deep' as const }] : [],
      ),
    ]),
  ];
}

/** The groups of an operation's fields. Only its own fields have one. */
export function groupFailures({ inputFields = [], inputFieldGroups = [] }: Inputs, at: string): DefinitionFailure[] {
  const groups = new Set<string>();
  const failures: DefinitionFailure[] = [];
  inputFieldGroups.forEach(({ key }, index) => {
    if (groups.has(key)) failures.push({ path: `${pathTo(`${at}.inputFieldGroups`, index)}.key`, reason: 'duplicate' });
    groups.add(key);
  });
  for (const { field, path } of fieldsOf(inputFields, `${at}.inputFields`)) {
    if (field.group !== undefined && !groups.has(field.group))
      failures.push({ path: `${path}.group`, reason: 'unknown-group' });
    for (const child of childrenOf(field, path))
      if (child.field.group !== undefined) failures.push({ path: `${child.path}.group`, reason: 'group-of-child' });
  }
  return failures;
}

/** Fields and their children share one set of keys. */
function keyFailures(inputs: NonNullable<Inputs['inputFields']>, at: string): DefinitionFailure[] {
  const keys = new Set<string>();
  return fieldsOf(inputs, at)
    .flatMap((place) => [place, ...childrenOf(place.field, place.path)])
    .flatMap(({ field: { key }, path }): DefinitionFailure[] => {
      // Zapier takes what every object inherits, such as `toString`, for a key that is in use.
      if (key in Object.prototype) return [{ path: `${path}.key`, reason: 'reserved-key' }];
      const isTaken = keys.has(key);
      keys.add(key);
      return isTaken ? [{ path: `${path}.key`, reason: 'duplicate' }] : [];
    });
}

interface Place {
  field: InputField;
  path: string;
}

/** An operation's own fields, without code that makes more of them. */
function fieldsOf(inputs: NonNullable<Inputs['inputFields']>, at: string): Place[] {
  return inputs.flatMap((field, index) => (isField(field) ? [{ field, path: pathTo(at, index) }] : []));
}

function childrenOf({ children = [] }: InputField, path: string): Place[] {
  return children.map((field, index) => ({ field, path: pathTo(`${path}.children`, index) }));
}

function isSet(field: InputField, key: keyof InputField): boolean {
  return field[key] !== undefined && field[key] !== false;
}
