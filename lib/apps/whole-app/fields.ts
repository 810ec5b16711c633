/** What an operation asks for and what it gives: input fields, their groups, and output fields. */
import * as v from 'valibot';
import { because } from '../definition-issue';
import { choice, inputFormat, longText, text } from '../definition-schema';
import { jsonSchema } from './json-schema';
import { anyObject, call, closed, type code, filledList, flag, integer, isObject, key, orCode } from './shapes';

/** An input field, as far as others or its own keys speak about it. */
export interface InputField {
  key: string;
  type?: string;
  required?: boolean;
  default?: string;
  placeholder?: string;
  helpText?: string;
  dynamic?: string;
  choices?: unknown;
  list?: boolean;
  dict?: boolean;
  group?: string;
  children?: InputField[];
}

/** A field, and not code that makes fields. */
export function isField<F extends { key: string }>(item: F | v.InferOutput<typeof code>): item is F {
  return typeof item === 'object' && 'key' in item;
}

const INPUT_TYPES = [
  ...(['string', 'text', 'integer', 'number', 'boolean', 'datetime', 'file', 'password', 'copy', 'code'] as const),
  'json',
] as const;
const OUTPUT_TYPES = ['string', 'number', 'boolean', 'datetime', 'file', 'password', 'integer'] as const;

const common = {
  key: text,
  label: v.exactOptional(text),
  required: flag,
  default: v.exactOptional(text),
  list: flag,
  dict: flag,
};

/** Another part of the app, of which a field shows something. */
const reference = v.pipe(
  v.string(),
  v.regex(/^\w+\.[\w\s[\]]+(?:\.[\w\s[\]]+(?:,[\w\s[\]]+)*)?$/, because('not-a-reference')),
);

const choices = v.lazy((input) => {
  if (Array.isArray(input)) return filledList(choice);
  if (isObject(input) && 'perform' in input) return closed({ perform: call });
  return v.pipe(
    anyObject,
    v.check((labels) => Object.keys(labels).length > 0, because('empty')),
  );
});

/** Zapier looks at what has a name only. */
const meta = v.pipe(
  anyObject,
  v.transform((input) => Object.fromEntries(Object.entries(input).filter(([name]) => /\S/.test(name)))),
  v.record(v.string(), v.union([v.string(), integer, v.boolean()])),
);

const inputField: v.GenericSchema<unknown, InputField> = v.pipe(
  closed({
    ...common,
    type: v.exactOptional(v.picklist(INPUT_TYPES, because('unknown-value'))),
    children: v.exactOptional(v.lazy(() => filledList(inputField))),
    helpText: v.exactOptional(longText),
    search: v.exactOptional(reference),
    dynamic: v.exactOptional(reference),
    dependsOn: v.exactOptional(v.array(v.string())),
    resource: v.exactOptional(v.pipe(v.string(), v.regex(/^\w+(?:\.\w+)?$/, because('not-a-reference')))),
    choices: v.exactOptional(choices),
    placeholder: v.exactOptional(text),
    altersDynamicFields: flag,
    computed: flag,
    inputFormat: v.exactOptional(inputFormat),
    meta: v.exactOptional(meta),
    group: v.exactOptional(key),
    schema: v.exactOptional(jsonSchema),
  }),
  v.forward(
    v.partialCheck(
      [['type'], ['schema']],
      (field) => !('schema' in field) || field.type === 'json',
      because('not-a-json-field'),
    ),
    ['schema'],
  ),
);

const outputField: v.GenericSchema<unknown, { key: string }> = closed({
  ...common,
  type: v.exactOptional(v.picklist(OUTPUT_TYPES, because('unknown-value'))),
  children: v.exactOptional(v.lazy(() => filledList(outputField))),
  primary: flag,
  steadyState: flag,
  sample: v.exactOptional(v.pipe(v.unknown(), v.check(isSample, because('wrong-type')))),
});

function isSample(input: unknown): boolean {
  return typeof input !== 'number' || Number.isFinite(input);
}

export const inputFields = v.array(orCode(inputField));

/** Groups that input fields name. */
export const inputFieldGroups = v.array(closed({ key, label: v.exactOptional(text), emphasize: flag }));

export const outputFields = v.array(orCode(outputField));
