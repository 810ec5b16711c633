import type { AuthField } from '../apps/definition';

/** An input that can be filled: its id in the form, and the field it stands for. */
export interface Target {
  id: string;
  field: AuthField;
}

/** The part of a pasted address that a field with `inputFormat` asks for, or null where it is none, or another one's. */
export type PartOf = (field: AuthField, value: string) => string | null;
