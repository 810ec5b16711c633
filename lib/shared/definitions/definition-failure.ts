/** Reasons why a text is not a list of app definitions, or cannot be imported as one. Codes contain no spaces. */
export const DEFINITION_REASONS = [
  'not-json',
  'javascript',
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

/** An error at one place in the text. */
export interface DefinitionFailure {
  /** Place in JavaScript notation: `[1].authentication.fields[0].key`. Empty for the text as a whole. */
  path: string;
  reason: DefinitionReason;
  /** The parser's message for text that is not JSON; it names the position. */
  detail?: string;
}
