import { askedFields, fieldId, fieldValue, freeFieldValue, isSecret } from '../../shared/definitions/credentials';
import type { AppDefinition, AuthField } from '../../shared/definitions/definition';
import type { Draft, Secrets } from '../../shared/draft';
import type { ApiError } from '../../shared/failure';
import { TITLE_MAX_LENGTH, titleLength } from '../../shared/naming';
import { type FieldProblem, fieldProblem } from './field-problem';

/** Id of the connection's name among the form's inputs. */
export const TITLE_ID = 'title';

/** One input of the form. */
export interface FormInput {
  /** Unique in the form, and the control's name in the page. */
  id: string;
  kind: 'title' | 'credential' | 'free-name' | 'free-value';
  /** The definition's field; null for the name and for free fields. */
  field: AuthField | null;
  value: string;
  required: boolean;
  secret: boolean;
}

const DEFINED = 'field:';

/**
 * Id of a defined field's input. Keys are anybody's: bare, one could be the id of the connection's name, a
 * property that every object has, or a name that the page's own form answers to, such as `elements`.
 */
export const definedId = (path: string[]): string => DEFINED + fieldId(path);

/** Under which the value of a credential's input is kept. */
export const valueId = (inputId: string): string =>
  inputId.startsWith(DEFINED) ? inputId.slice(DEFINED.length) : inputId;

/** Id of a free row's name input; its value input has the row's own id. */
export const freeNameId = (rowId: string): string => `${rowId}-name`;

/** The form's inputs from top to bottom. */
export function formInputs(
  definition: AppDefinition | null,
  title: string,
  draft: Draft,
  secrets: Secrets | null,
): FormInput[] {
  const name: FormInput = { id: TITLE_ID, kind: 'title', field: null, value: title, required: true, secret: false };
  if (definition)
    return [
      name,
      ...askedFields(definition).map((asked): FormInput => {
        const { id, field, path } = asked;
        const value = fieldValue(asked, draft, secrets);
        // What was typed and wiped was meant to be sent, optional or not.
        const required = asked.required || (value === '' && draft.secretIds.includes(id));
        return { id: definedId(path), kind: 'credential', field, value, required, secret: isSecret(field) };
      }),
    ];
  return [
    name,
    ...draft.freeFields.flatMap((row, index): FormInput[] => {
      const [rowName, value] = [row.name, freeFieldValue(row, secrets)];
      // A first row has to be filled; a later one only where it was begun.
      const required = index === 0 || rowName.trim() !== '' || value !== '';
      return [
        { id: freeNameId(row.id), kind: 'free-name', field: null, value: rowName, required, secret: false },
        { id: row.id, kind: 'free-value', field: null, value, required, secret: true },
      ];
    }),
  ];
}

/** Why an input cannot be sent as it is. */
export type InputProblem = 'empty' | 'too-long' | 'same-name-twice' | FieldProblem;

/** What keeps the form from being sent, by input id. */
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

/** The next required input that is still empty, looking on from one and then from the top. */
export function nextEmpty(inputs: FormInput[], afterId: string): string | null {
  const position = inputs.findIndex(({ id }) => id === afterId);
  const inOrder = [...inputs.slice(position + 1), ...inputs.slice(0, position + 1)];
  return inOrder.find(({ id, required, value }) => id !== afterId && required && value.trim() === '')?.id ?? null;
}

/** The input that an error object names, or null: `/data/title` or `/data/authentication_fields/<key>` (RFC 6901). */
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
  // Zapier may name one value of several, or a field around others.
  const isNamed = ({ path }: { path: string[] }) => path.every((key, at) => at >= named.length || key === named[at]);
  const asked = askedFields(definition).find(isNamed);
  return asked ? definedId(asked.path) : null;
}
