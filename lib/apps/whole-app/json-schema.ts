/**
 * The JSON Schema that a field of type `json` may have, by the rules of the draft that it names. Zapier
 * knows three, and takes the latest where none is named.
 */
import * as v from 'valibot';
import { because } from '../definition-issue';
import { anyObject, filledList, integer, number } from './shapes';
import { isUri, isUriReference } from './uri';

type Draft = 4 | 6 | 7;

const uri = v.pipe(v.string(), v.check(isUri, because('not-a-uri')));
const reference = v.pipe(v.string(), v.check(isUriReference, because('not-a-uri')));
const pattern = v.pipe(v.string(), v.check(isPattern, because('not-a-pattern')));
const count = v.pipe(integer, v.minValue(0, because('too-small')));
const typeName = v.picklist(
  ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'],
  because('unknown-value'),
);
const distinct = <T extends v.GenericSchema<unknown, unknown[]>>(list: T) =>
  v.pipe(list, v.check(isDistinct, because('duplicate')));
const listOr = <L extends v.GenericSchema, T extends v.GenericSchema>(list: L, other: T) =>
  v.lazy((input) => (Array.isArray(input) ? list : other));
const optional = <E extends Record<string, v.GenericSchema>>(entries: E) =>
  Object.fromEntries(Object.entries(entries).map(([name, schema]) => [name, v.exactOptional(schema)]));

/** What a schema may hold in a draft. Keys that the draft does not know may hold anything. */
function schemaOf(draft: Draft): v.GenericSchema {
  const schema: v.GenericSchema = v.lazy((input) => (draft > 4 && typeof input === 'boolean' ? v.boolean() : whole));
  const orFlag = v.lazy((input) => (typeof input === 'boolean' ? v.boolean() : schema));
  const schemas = filledList(schema);
  const byName = (part: v.GenericSchema, name: v.GenericSchema<string> = v.string()) =>
    v.pipe(anyObject, v.record(name, part));
  const strings = distinct(draft === 4 ? filledList(v.string()) : v.array(v.string()));
  const common = {
    $schema: uri,
    title: v.string(),
    description: v.string(),
    multipleOf: v.pipe(number, v.gtValue(0, because('too-small'))),
    maximum: number,
    minimum: number,
    maxLength: count,
    minLength: count,
    pattern,
    items: listOr(schemas, schema),
    maxItems: count,
    minItems: count,
    uniqueItems: v.boolean(),
    maxProperties: count,
    minProperties: count,
    required: strings,
    definitions: byName(schema),
    properties: byName(schema),
    patternProperties: byName(schema, draft === 7 ? pattern : v.string()),
    dependencies: byName(listOr(strings, schema)),
    enum: distinct(filledList(v.unknown())),
    type: listOr(distinct(filledList(typeName)), typeName),
    allOf: schemas,
    anyOf: schemas,
    oneOf: schemas,
    not: schema,
  };
  const draft4 = {
    id: uri,
    exclusiveMaximum: v.boolean(),
    exclusiveMinimum: v.boolean(),
    additionalItems: orFlag,
    additionalProperties: orFlag,
  };
  const since6 = {
    $id: reference,
    $ref: reference,
    exclusiveMaximum: number,
    exclusiveMinimum: number,
    additionalItems: schema,
    contains: schema,
    additionalProperties: schema,
    propertyNames: schema,
    format: v.string(),
  };
  const since7 = {
    $comment: v.string(),
    readOnly: v.boolean(),
    examples: v.array(v.unknown()),
    contentMediaType: v.string(),
    contentEncoding: v.string(),
    if: schema,
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so, and nothing awaits it.
    then: schema,
    else: schema,
  };
  const entries = { ...common, ...(draft === 4 ? draft4 : since6), ...(draft === 7 ? since7 : {}) };
  const whole = v.pipe(anyObject, v.object(optional(entries)), v.rawCheck(draft === 4 ? boundsCheck : () => {}));
  return schema;
}

/** In draft 4 a bound is said to be exclusive, and so must be there. */
function boundsCheck({ dataset, addIssue }: v.RawCheckContext<Record<string, unknown>>): void {
  if (!dataset.typed) return;
  const { value } = dataset;
  for (const [exclusive, bound] of [
    ['exclusiveMaximum', 'maximum'],
    ['exclusiveMinimum', 'minimum'],
  ] as const)
    if (exclusive in value && !(bound in value))
      addIssue({
        message: because('missing'),
        path: [{ type: 'object', origin: 'key', input: value, key: bound, value: undefined }],
      });
}

const DRAFTS = { 4: schemaOf(4), 6: schemaOf(6), 7: schemaOf(7) };

const rootType = v.picklist(['object', 'array'], because('not-a-root'));
const root = v.pipe(anyObject, v.object({ type: v.exactOptional(listOr(v.array(rootType), rootType)) }));
const unknownDraft = v.object({ $schema: v.custom(() => false, because('unknown-draft')) });

/** The schema of a field of type `json`. */
export const jsonSchema = v.lazy((input) => {
  if (!v.is(root, input)) return root;
  const draft = draftOf(input);
  return draft ? DRAFTS[draft] : unknownDraft;
});

/** A `$schema` that is empty or no text is for the latest draft to refuse. */
function draftOf(input: object): Draft | null {
  const name = '$schema' in input ? input.$schema : undefined;
  if (!name || typeof name !== 'string') return 7;
  const found = /^https?:\/\/json-schema\.org\/draft-0([467])\/schema#?$/.exec(name)?.[1];
  return found === '4' ? 4 : found === '6' ? 6 : found === '7' ? 7 : null;
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}

/** Compares only what has the same form: a list may fill the whole text. */
function isDistinct(list: unknown[]): boolean {
  const seen = new Map<string, unknown[]>();
  return list.every((item) => {
    const form = formOf(item);
    const alike = seen.get(form) ?? [];
    seen.set(form, [...alike, item]);
    return !alike.some((other) => isSame(other, item));
  });
}

/** The same for values that {@link isSame} may take for one. */
function formOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const parts = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}:${formOf(part)}`);
  return `{${parts.sort().join()}}`;
}

/** As Zapier compares: only the first of two tells whether both have to be lists. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) && !Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(Reflect.get(a, key), Reflect.get(b, key)));
}
