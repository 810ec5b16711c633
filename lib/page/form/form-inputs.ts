import { askedFields, fieldId, fieldValue, freeFieldValue, isSecret } from '../../shared/definitions/credentials';
import type { AppDefinition, AuthField } from '../../shared/definitions/definition';
import type { Draft, Secrets } from '../../shared/draft';
import type { ApiError } from '../../shared/failure';
import { TITLE_MAX_LENGTH, titleLength } from '../../shared/naming';
import { type FieldProblem, fieldProblem } from './field-problem';

/** Id of the input for the connection's name. */
export const TITLE_ID = 'title';

/** One input of the form. */
export interface FormInput {
  /** Unique in the form. It is also the name of the control in the page. */
  id: string;
  kind: 'title' | 'credential' | 'free-name' | 'free-value';
  /** The definition's field; null for the connection's name and for free fields. */
  field: AuthField | null;
  value: string;
  required: boolean;
  secret: boolean;
}

const DEFINED = 'field:';

/**
 * Returns the id of a defined field's input. It has a prefix because a key can be any text: it might equal the id of
 * the connection's name, a property of every object, or one of the page's form element, such as `elements`.
 */
export const definedId = (path: string[]): string => DEFINED + fieldId(path);

/** Returns the key under which a credential input's value is stored: the field's key or the row's id. */
export const valueId = (inputId: string): string =>
  inputId.startsWith(DEFINED) ? inputId.slice(DEFINED.length) : inputId;

/** Returns the id of a free row's name input. The row's own id is that of its value input. */
export const freeNameId = (rowId: string): string => `${rowId}-name`;

/** Returns the form's inputs from top to bottom. */
export function formInputs(
  definition: AppDefinition | null,
  title: string,
  draft: Draft,
  secrets: Secrets | null,
): FormInput[] {
  const name: FormInput = { id: TITLE_ID, kind: 'title', field: null, value: title, required: true, secret: false };
  if (definition)
    return [
      ...askedFields(definition).map((asked): FormInput => {
        const { id, field, path } = asked;
        const value = fieldValue(asked, draft, secrets);
        // A wiped secret was meant to be sent, even if its field is optional.
        const required = asked.required || (value === '' && draft.secretIds.includes(id));
        return { id: definedId(path), kind: 'credential', field, value, required, secret: isSecret(field) };
      }),
      name,
    ];
  return [
    ...draft.freeFields.flatMap((row, index): FormInput[] => {
      const [rowName, value] = [row.name, freeFieldValue(row, secrets)];
      // The first row has to be filled, the others only if something was typed there.
      const required = index === 0 || rowName.trim() !== '' || value !== '';
      return [
        { id: freeNameId(row.id), kind: 'free-name', field: null, value: rowName, required, secret: false },
        { id: row.id, kind: 'free-value', field: null, value, required, secret: true },
      ];
    }),
    name,
  ];
}

/** Why an input cannot be sent. */
export type InputProblem = 'empty' | 'too-long' | 'same-name-twice' | FieldProblem;

/** Returns the problems that keep the form from being sent, by input id. */
export function problemsOf(inputs: FormInput[]): Record<string, InputProblem> {
  const seen = new Set<string>();
  const problems: Record<string, InputProblem> = {};
  for (const { id, kind, field, value, required } of inputs) {
    const unsuitable = field && value.trim() !== '' ? fieldProblem(field, value) : null;
    if (required && value.trim() === '') problems[id] = 'empty';
    else if (kind === 'title' && titleLength(value.trim()) > TITLE_MAX_LENGTH) problems[id] = 'too-long';
    else if (kind === 'free-name' && seen.has(value.trim())) problems[id] = 'same-name-twice';
    else if (unsuitable) problems[id] = unsuitable;
    if (kind === 'free-name' && value.trim() !== '') seen.add(value.trim());
  }
  return problems;
}

/**
 * Returns the id of the next empty required input after the given one, continuing from the top, or null. The
 * connection's name is none: it has a usual one.
 */
export function nextEmpty(inputs: FormInput[], afterId: string): string | null {
  const position = inputs.findIndex(({ id }) => id === afterId);
  const inOrder = [...inputs.slice(position + 1), ...inputs.slice(0, position + 1)];
  const isNext = ({ id, kind, required, value }: FormInput) =>
    id !== afterId && kind !== 'title' && required && value.trim() === '';
  return inOrder.find(isNext)?.id ?? null;
}

/**
 * Returns the id of the input that an error's pointer (RFC 6901) names, or null. Known pointers are `/data/title` and
 * `/data/authentication_fields/<key>`, with more keys for nested fields.
 */
export function inputNamedBy(error: ApiError, definition: AppDefinition | null, draft: Draft): string | null {
  const parts = (error.pointer ?? '')
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (parts[0] !== 'data') return null;
  if (parts[1] === 'title') return TITLE_ID;
  const [, within, ...named] = parts;
  if (within !== 'authentication_fields' || named[0] === undefined) return null;
  if (!definition) return draft.freeFields.find(({ name }) => name.trim() === named[0])?.id ?? null;
  // The pointer may name one of a field's values, or a field with children.
  const isNamed = ({ path }: { path: string[] }) => path.every((key, at) => at >= named.length || key === named[at]);
  const asked = askedFields(definition).find(isNamed);
  return asked ? definedId(asked.path) : null;
}
