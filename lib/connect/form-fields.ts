import type { AppDefinition, AuthField } from '../apps/definition';
import type { ApiError } from '../failure';
import { askedFields, fieldValue, freeFieldValue, isRequired, isSecret } from './credentials';
import type { Draft, Secrets } from './draft';
import { TITLE_MAX_LENGTH, titleLength } from './name';

/** Id of the connection's name among the form's inputs. */
export const TITLE_ID = 'title';

/** One input of the form. */
export interface FormInput {
  id: string;
  kind: 'title' | 'credential' | 'free-name' | 'free-value';
  /** The definition's field; null for the name and for free fields. */
  field: AuthField | null;
  value: string;
  required: boolean;
  secret: boolean;
}

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
      ...askedFields(definition).map(
        (field): FormInput => ({
          id: field.key,
          kind: 'credential',
          field,
          value: fieldValue(field, draft, secrets),
          required: isRequired(field),
          secret: isSecret(field),
        }),
      ),
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
export type InputProblem = 'empty' | 'too-long' | 'same-name-twice';

/** What keeps the form from being sent, by input id. */
export function problemsOf(inputs: FormInput[]): Record<string, InputProblem> {
  const seen = new Set<string>();
  const problems: Record<string, InputProblem> = {};
  for (const { id, kind, value, required } of inputs) {
    if (required && value.trim() === '') problems[id] = 'empty';
    else if (kind === 'title' && titleLength(value.trim()) > TITLE_MAX_LENGTH) problems[id] = 'too-long';
    else if (kind === 'free-name' && seen.has(value.trim())) problems[id] = 'same-name-twice';
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
  if (parts[1] !== 'authentication_fields' || parts[2] === undefined) return null;
  if (definition) return askedFields(definition).some(({ key }) => key === parts[2]) ? parts[2] : null;
  return draft.freeFields.find(({ name }) => name.trim() === parts[2])?.id ?? null;
}
