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
  'no-placeholder',
  'unknown-placeholder',
  'no-input',
  'looks-secret',
  'dynamic',
  'reserved-key',
  'duplicate',
  'no-authentication',
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
