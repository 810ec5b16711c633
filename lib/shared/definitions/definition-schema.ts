/** Schema of a definition, in the Zapier Platform's terms: AuthFieldSchema of zapier-platform-schema 19. */

import * as v from 'valibot';
import { templateProblem } from '../name-template';
import { type AppDefinition, type AuthField, type Choices, FIELD_TYPES, SCHEMES } from './definition';
import type { DefinitionFailure } from './definition-failure';
import { because } from './definition-issue';
import { pathTo } from './failure-path';
import { RESERVED_KEYS } from './parse-json';

/** Parts of a key that Zapier always treats as a secret. */
const SECRET_WORDS = /api[_-]?key|auth|jwt|passwd|password|pswd|secret|set[_-]?cookie|signature|token/;

/** Length as Zapier counts it: a surrogate pair counts as one, a lone low surrogate as none. */
const lengthOf = (text: string): number => text.replace(/[\uDC00-\uDFFF]/g, '').length;

const isFilled = v.check((text: string) => lengthOf(text) > 0, because('empty'));
const text = v.pipe(v.string(), isFilled);
const trimmed = v.pipe(v.string(), v.trim(), isFilled);

const longText = v.pipe(
  text,
  v.check((input) => lengthOf(input) <= 1000, because('too-long')),
);

const choiceWithLabel = v.object({ value: text, label: text, sample: text });
const choice = v.lazy((input) => (typeof input === 'string' ? v.string() : choiceWithLabel));

/** Labels may be of any type; if one is not text, the value is shown instead. */
const labels = v.pipe(
  v.record(v.string(), v.unknown()),
  v.check((input) => Object.keys(input).length > 0, because('empty')),
  v.check((input) => !('perform' in input), because('dynamic')),
  v.transform((input) =>
    Object.entries(input).map(([value, label]) => ({ value, label: typeof label === 'string' ? label : value })),
  ),
);

/** Converts choices to a list, because Chromium's storage sorts object keys and the author's order matters. */
const choices = v.pipe(
  v.lazy((input) => (Array.isArray(input) ? v.pipe(v.array(choice), v.minLength(1, because('empty'))) : labels)),
  v.transform(
    (list): Choices =>
      list.map((item) => {
        if (typeof item === 'string') return item;
        const { value, label } = item;
        const isLabelled = lengthOf(value) > 0 && lengthOf(label) > 0 && label !== value;
        return isLabelled ? { value, label, sample: value } : value;
      }),
  ),
);

const inputFormat = v.pipe(v.string(), v.regex(/^.*\{\{input\}\}.*$/, because('no-input')));

const field: v.GenericSchema<unknown, AuthField> = v.object({
  key: v.pipe(
    text,
    v.check((key) => !RESERVED_KEYS.includes(key), because('reserved-key')),
  ),
  label: v.exactOptional(text),
  type: v.exactOptional(v.picklist(FIELD_TYPES, because('unknown-value'))),
  required: v.exactOptional(v.boolean()),
  default: v.exactOptional(text),
  placeholder: v.exactOptional(text),
  helpText: v.exactOptional(longText),
  choices: v.exactOptional(choices),
  inputFormat: v.exactOptional(inputFormat),
  computed: v.exactOptional(v.boolean()),
  isNoSecret: v.exactOptional(v.boolean()),
  list: v.exactOptional(v.boolean()),
  dict: v.exactOptional(v.boolean()),
  children: v.exactOptional(v.lazy(() => v.pipe(v.array(field), v.minLength(1, because('empty'))))),
});

/** An authentication. Only the two keys that a form needs are kept. */
export const authenticationSchema = v.object({
  type: v.picklist(SCHEMES, because('unknown-value')),
  fields: v.optional(v.array(field), []),
});

/** One definition. {@link fieldFailures} checks rules between its parts. */
export const definitionSchema = v.object({
  app: v.pipe(v.string(), v.trim(), v.uuid(because('not-a-uuid')), v.toLowerCase()),
  title: trimmed,
  authentication: authenticationSchema,
  nameTemplate: v.exactOptional(
    v.pipe(
      trimmed,
      v.check(
        (template) => templateProblem(template) === null,
        ({ input }) => because(templateProblem(input) ?? 'no-placeholder'),
      ),
    ),
  ),
  pinned: v.exactOptional(v.boolean()),
}) satisfies v.GenericSchema<unknown, AppDefinition>;

/** Finds what the schema cannot check: siblings with the same key, and values shown in clear text that Zapier hides. */
export function fieldFailures(fields: AuthField[], at: string): DefinitionFailure[] {
  const clear = fields.flatMap(({ key, isNoSecret }, index): DefinitionFailure[] =>
    isNoSecret && SECRET_WORDS.test(key.toLowerCase())
      ? [{ path: `${pathTo(at, index)}.isNoSecret`, reason: 'looks-secret' }]
      : [],
  );
  return [...clear, ...duplicates(fields, at)];
}

function duplicates(fields: AuthField[], at: string): DefinitionFailure[] {
  const keys = new Set<string>();
  return fields.flatMap(({ key, children = [] }, index): DefinitionFailure[] => {
    const path = pathTo(at, index);
    const isTaken = keys.has(key);
    keys.add(key);
    const below = duplicates(children, `${path}.children`);
    return isTaken ? [{ path: `${path}.key`, reason: 'duplicate' }, ...below] : below;
  });
}
