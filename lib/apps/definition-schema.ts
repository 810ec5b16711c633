import * as v from 'valibot';
import type { AppDefinition, AuthField } from './definition';
import type { DefinitionReason } from './definition-failure';
import { templateProblem } from './name-template';

/** Names that reach an object's prototype instead of its content. */
const RESERVED_KEYS = ['__proto__', 'constructor', 'prototype'];

/** valibot carries one text per rule; ours is always a reason, never a sentence. */
function because(reason: DefinitionReason): string {
  return reason;
}

const text = v.pipe(v.string(), v.minLength(1, because('empty')));
const trimmed = v.pipe(v.string(), v.trim(), v.minLength(1, because('empty')));

function isUsableKey(key: string): boolean {
  return !RESERVED_KEYS.includes(key);
}

const choice = v.object({ value: v.string(), label: v.string(), sample: v.exactOptional(v.string()) });

const choiceList = v.array(
  v.lazy((item) =>
    typeof item === 'string'
      ? v.pipe(
          v.string(),
          v.transform((value) => ({ value, label: value })),
        )
      : choice,
  ),
);

const choiceObject = v.pipe(
  v.custom<Record<string, unknown>>((input) => typeof input === 'object' && input !== null),
  v.check((input) => Object.keys(input).every(isUsableKey), because('reserved-key')),
  v.record(v.string(), v.string()),
  v.transform((labels) => Object.entries(labels).map(([value, label]) => ({ value, label }))),
);

/** Always the list form: Chromium's storage sorts an object's keys, and an author's order means something. */
const choices = v.lazy((input) => (Array.isArray(input) ? choiceList : choiceObject));

const field = v.object({
  key: v.pipe(text, v.check(isUsableKey, because('reserved-key'))),
  label: v.exactOptional(text),
  type: v.exactOptional(
    v.picklist(
      ['string', 'text', 'password', 'number', 'integer', 'boolean', 'datetime', 'copy'],
      because('unknown-value'),
    ),
  ),
  required: v.exactOptional(v.boolean()),
  default: v.exactOptional(v.string()),
  placeholder: v.exactOptional(v.string()),
  helpText: v.exactOptional(v.pipe(text, v.maxLength(1000, because('too-long')))),
  choices: v.exactOptional(choices),
  inputFormat: v.exactOptional(
    v.pipe(
      v.string(),
      v.check((format) => format.split('{{input}}').length === 2, because('no-input')),
    ),
  ),
  computed: v.exactOptional(v.boolean()),
  isNoSecret: v.exactOptional(v.boolean()),
}) satisfies v.GenericSchema<unknown, AuthField>;

/** The shape of one definition; what one definition says about another is checked apart. Unknown keys are left out. */
export const definitionSchema = v.object({
  app: v.pipe(v.string(), v.trim(), v.uuid(because('not-a-uuid')), v.toLowerCase()),
  title: trimmed,
  authentication: v.object({
    type: v.picklist(['basic', 'custom', 'digest', 'session', 'oauth1', 'oauth2'], because('unknown-value')),
    fields: v.optional(v.array(field), []),
  }),
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
