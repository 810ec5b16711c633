/** Generators of the sound fields that an app's operations have, and of what they are made of. */
import fc from 'fast-check';

export const optional = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, ...required: (keyof T)[]) =>
  fc.record(model, { requiredKeys: required as never });
export const some = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 3 });

export const code = fc.constantFrom<unknown>(
  '$func$2$f$',
  '$func$0$t$',
  { source: 'return [];', args: ['z', 'bundle'] },
  { require: './x.js' },
);
export const request = fc.constantFrom<unknown>(
  {},
  { url: 'https://example.com/{{bundle.inputData.id}}' },
  { method: 'POST', url: 'x', body: { a: [1] }, headers: { Accept: 'x', 'X-N': null }, params: { page: 1 } },
  { auth: ['a', 'b'], removeMissingValuesFrom: { params: true }, serializeValueForCurlies: '$func$2$f$' },
);
export const call = fc.oneof(request, code);
export const text = fc.constantFrom('x', 'An input', '🙂', 'x'.repeat(60));
export const name = fc.constantFrom('ab', 'contact', 'new_Contact2', 'Zz_');

const jsonSchema = fc.constantFrom<unknown>(
  {},
  { type: 'object', properties: { a: { type: ['string', 'null'], minLength: 1 } }, required: ['a'] },
  { type: ['array', 'object'], items: { enum: [1, '1', { a: 1 }, [1]] }, additionalProperties: false },
  { $schema: 'http://json-schema.org/draft-04/schema#', id: 'a:b', maximum: 3, exclusiveMaximum: true, not: {} },
  { $schema: 'https://json-schema.org/draft-06/schema', $id: '#a', contains: true, exclusiveMinimum: 0.5 },
  { $schema: 'http://json-schema.org/draft-07/schema', if: true, else: { $ref: '#/definitions/a' }, allOf: [true] },
  { patternProperties: { '^a+$': {} }, dependencies: { a: ['b'], c: {} }, oneOf: [{ const: null, format: 'uri' }] },
);

const said = {
  key: fc.constant('k'),
  label: text,
  required: fc.boolean(),
  helpText: fc.oneof(text, fc.constant('x'.repeat(1000))),
  placeholder: text,
  default: text,
  computed: fc.boolean(),
  altersDynamicFields: fc.boolean(),
  dependsOn: fc.constantFrom([], ['k0']),
  resource: fc.constantFrom('contact', 'contact.id'),
  search: fc.constantFrom('find.id', 'find.id.name', 'find.[]a b.name,id'),
  meta: fc.constantFrom<unknown>({ a: 1, b: 'x', c: true, '': {} }, {}),
  inputFormat: fc.constantFrom('{{input}}', 'https://{{input}}/'),
};
const type = fc.constantFrom(
  ...['string', 'text', 'integer', 'number', 'boolean', 'datetime', 'file', 'password', 'copy', 'code', 'json'],
);
const choices = fc.oneof(
  fc.constantFrom<unknown>({ a: 'A', b: 2 }, ['a', { value: 'b', sample: 'b', label: 'B', more: 1 }], ['']),
  fc.record({ perform: call }),
);
const leaf = fc.oneof(
  optional({ ...said, type, choices, list: fc.boolean(), dict: fc.constant(false) }, 'key'),
  optional({ ...said, type, choices, dict: fc.boolean(), list: fc.constant(false) }, 'key'),
  optional({ ...said, type, dynamic: fc.constantFrom('list.id.name', 'list.id'), list: fc.boolean() }, 'key'),
  fc.record({ key: fc.constant('k'), type: fc.constant('json'), schema: jsonSchema }),
);
const parent = (child: fc.Arbitrary<{ key: string }>) =>
  optional(
    { key: fc.constant('k'), label: text, required: fc.boolean(), children: some(child), list: fc.constant(false) },
    'key',
    'children',
  );

interface AnyField {
  key: string;
  group?: string;
  children?: AnyField[];
}

/** Keys are unique in an operation, and groups are its own. */
const numbered = (fields: unknown[], prefix = 'k'): unknown[] =>
  fields.map((field, index) => {
    if (typeof field !== 'object' || field === null || !('key' in field)) return field;
    const { children, ...rest } = field as AnyField;
    const key = `${prefix}${index}`;
    return { ...rest, key, ...(children ? { children: numbered(children, `${key}_`) } : {}) };
  });

export const fields = (deep: boolean) =>
  fc
    .array(fc.oneof(leaf, parent(deep ? fc.oneof(leaf, parent(leaf)) : leaf), code), { maxLength: 4 })
    .map((list) => numbered(list));

export const outputField = optional(
  {
    key: text,
    label: text,
    type: fc.constantFrom('string', 'number', 'boolean', 'datetime', 'file', 'password', 'integer'),
    required: fc.boolean(),
    primary: fc.boolean(),
    steadyState: fc.boolean(),
    list: fc.boolean(),
    dict: fc.boolean(),
    children: fc.constantFrom([{ key: 'x' }], [{ key: 'x', children: [{ key: 'y', primary: true }] }]),
    sample: fc.constantFrom<unknown>('x', 1.5, true, null, [], {}),
  },
  'key',
);
