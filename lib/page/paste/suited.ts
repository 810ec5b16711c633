import type { AuthField } from '../../shared/definitions/definition';
import { isEmail } from './clean';
import type { Concept } from './names';
import type { Pair } from './pair';
import type { FieldRules } from './target';

interface Candidate {
  pair: Pair;
  field: AuthField;
  /** The meaning of the field's name. */
  concept: Concept | null;
  /** Pair and field have the same name, so the value needs fewer checks. */
  isSameName: boolean;
}

const YES = ['true', 'yes', 'on', '1'];
const NO = ['false', 'no', 'off', '0'];

/** Returns the pair's value in the form the field accepts, or null if the value does not fit, whatever its name. */
export function suited(candidate: Candidate, rules: FieldRules): string | null {
  const value = asFieldTakesIt(candidate, rules);
  return value && rules.suits(candidate.field, value) ? value : null;
}

function asFieldTakesIt({ pair, field, concept, isSameName }: Candidate, rules: FieldRules): string | null {
  const { value } = pair;
  if (field.choices) return choice(field.choices, value);
  if (field.type === 'boolean')
    return YES.includes(value.toLowerCase()) ? 'true' : NO.includes(value.toLowerCase()) ? 'false' : null;
  if (field.type !== 'text' && /[\r\n]/.test(value)) return null;
  const isAddress = /^https?:\/\//i.test(value);
  if (field.inputFormat) {
    const part = rules.partOf(field, value);
    return part ?? (isAddress || pair.implied ? null : value);
  }
  if (pair.implied) return null;
  if (isSameName) return value;
  if (/e-?mail/i.test(field.key + (field.label ?? '')) && !isEmail(value)) return null;
  if (/sub-?_?domain/i.test(field.key + (field.label ?? '')) && /[/:.\s]/.test(value)) return null;
  if ((concept === 'token' || concept === 'secret') && /\s/.test(value)) return null;
  return value;
}

function choice(choices: NonNullable<AuthField['choices']>, value: string): string | null {
  const pairs: [value: string, label: string][] = Array.isArray(choices)
    ? choices.map((one) => (typeof one === 'string' ? [one, one] : [one.value, one.label]))
    : Object.entries(choices);
  const wanted = value.toLowerCase();
  return pairs.find((names) => names.some((name) => name.toLowerCase() === wanted))?.[0] ?? null;
}
