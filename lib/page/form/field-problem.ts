import { linesIn, pairsIn } from '../../shared/definitions/credentials';
import type { AuthField } from '../../shared/definitions/definition';
import { type HostPart, hostPart, isHostPart } from '../../shared/definitions/input-format';

/** Why a value does not suit its field. */
export type FieldProblem =
  | 'not-a-number'
  | 'not-an-integer'
  | 'not-a-date'
  | 'not-a-choice'
  | 'not-a-label'
  | 'not-a-host'
  | 'not-an-address'
  | 'not-pairs';

/** ISO 8601 as the Zapier Platform reads it: a date with an optional time, which has an optional offset. */
const DATE = /^(\d{4})-(\d\d)-(\d\d)(?:[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i;

/** Returns why a value, which must not be empty, does not suit its field, or null. */
export function fieldProblem(field: AuthField, value: string): FieldProblem | null {
  if (field.dict) return pairsIn(value).length === linesIn(value).length ? null : 'not-pairs';
  if (!field.list) return problemOfOne(field, value.trim());
  for (const line of linesIn(value)) {
    const problem = problemOfOne(field, line);
    if (problem) return problem;
  }
  return null;
}

function problemOfOne(field: AuthField, value: string): FieldProblem | null {
  const values = choiceValues(field);
  if (values && !values.includes(value)) return 'not-a-choice';
  if (field.type === 'number' && !isNumber(value)) return 'not-a-number';
  if (field.type === 'integer' && !/^[+-]?\d+$/.test(value)) return 'not-an-integer';
  if (field.type === 'datetime' && !isDate(value)) return 'not-a-date';
  const part = hostPart(field);
  return part && !isHostPart(part, value) ? NOT_THAT_PART[part] : null;
}

const NOT_THAT_PART = {
  label: 'not-a-label',
  host: 'not-a-host',
  address: 'not-an-address',
} as const satisfies Record<HostPart, FieldProblem>;

function choiceValues({ choices, type }: AuthField): string[] | null {
  if (!choices) return type === 'boolean' ? ['true', 'false'] : null;
  const values = Array.isArray(choices)
    ? choices.map((choice) => (typeof choice === 'string' ? choice : choice.value))
    : Object.keys(choices);
  return values.map((value) => value.trim());
}

function isNumber(value: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) && Number.isFinite(Number(value));
}

function isDate(value: string): boolean {
  const [, year, month, day] = DATE.exec(value) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // Date accepts 31 June as 1 July.
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}
