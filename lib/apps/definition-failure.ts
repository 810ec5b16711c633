/** Why a text is no list of app definitions, or nothing that one could be made of. One word each, no spaces. */
export const DEFINITION_REASONS = [
  'not-json',
  'too-large',
  'too-many',
  'too-deep',
  'missing',
  'wrong-type',
  'empty',
  'too-long',
  'not-a-uuid',
  'unknown-value',
  'unknown-key',
  'no-placeholder',
  'unknown-placeholder',
  'no-input',
  'looks-secret',
  'dynamic',
  'reserved-key',
  'duplicate',
  'not-code',
  'not-a-version',
  'no-authentication',
  'not-a-key',
  'not-a-name',
  'not-a-reference',
  'not-a-list',
  'label-length',
  'noun-length',
  'directions-length',
  'not-its-name',
  'no-retry',
  'beside-children',
  'beside-list',
  'beside-dynamic',
  'beside-buffer',
  'group-of-child',
  'unknown-group',
  'unknown-search',
  'unknown-create',
  'unknown-input',
  'unknown-output',
  'not-required',
  'not-a-json-field',
  'not-a-root',
  'unknown-draft',
  'too-small',
  'not-a-uri',
  'not-a-pattern',
] as const;

/** One of {@link DEFINITION_REASONS}. */
export type DefinitionReason = (typeof DEFINITION_REASONS)[number];

/** One place in the text that is wrong. */
export interface DefinitionFailure {
  /** Where, in JavaScript's notation: `[1].authentication.fields[0].key`. Empty for the text as a whole. */
  path: string;
  reason: DefinitionReason;
  /** The parser's own words on text that is no JSON; they name the place in the text. */
  detail?: string;
}
