import type { AuthField } from '../../shared/definitions/definition';

/** An input that can be filled: its id in the form, and the field it stands for. */
export interface Target {
  id: string;
  field: AuthField;
}

/** What a form knows of the values its fields take. */
export interface FieldRules {
  /** The part of a pasted address that a field with `inputFormat` asks for, or null where it is none, or another one's. */
  partOf: (field: AuthField, value: string) => string | null;
  /** Whether a field takes a value that is not empty. */
  suits: (field: AuthField, value: string) => boolean;
}
