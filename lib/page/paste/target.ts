import type { AuthField } from '../../shared/definitions/definition';

/** A form input that can be filled, and its field. */
export interface Target {
  id: string;
  field: AuthField;
}

/** The form's rules for field values. */
export interface FieldRules {
  /**
   * Returns the part of a pasted address that a field with `inputFormat` asks for, or null if the text is not an
   * address or belongs to another app.
   */
  partOf: (field: AuthField, value: string) => string | null;
  /** Returns true if the field accepts a non-empty value. */
  suits: (field: AuthField, value: string) => boolean;
}
