import type { AuthField } from '../../shared/definitions/definition';
import { hostPart } from '../../shared/definitions/input-format';
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

const YES = ['true', 'yes', 'on', '1', 'ja', 'oui', 'sí', 'si', 'sim'];
const NO = ['false', 'no', 'off', '0', 'nein', 'non', 'não', 'nee'];
/** First labels of a vendor's own addresses and of examples, which are no customer's. */
const VENDORS_OWN =
  /^(?:www|support|help|helpcenter|api|app|apps|docs?|developers?|dev|status|login|signin|auth|accounts?|id|mail|email|admin|dashboard|my|go|portal|kb|community|secure|static|cdn|assets|blog|info|learn|academy|click|links?|t|track|(?:your|my)-?(?:sub-?)?(?:domain|company|site)|(?:sub)?domain|example|company|tenant)$/i;

/** Returns the pair's value in the form the field accepts, or null if the value does not fit, whatever its name. */
export function suited(candidate: Candidate, rules: FieldRules): string | null {
  const value = asFieldTakesIt(candidate, rules);
  return value && rules.suits(candidate.field, value) ? value : null;
}

function asFieldTakesIt({ pair, field, concept, isSameName }: Candidate, rules: FieldRules): string | null {
  const { value } = pair;
  const name = field.key + (field.label ?? '');
  if (field.choices) return choice(field.choices, value);
  if (field.type === 'boolean')
    return YES.includes(value.toLowerCase()) ? 'true' : NO.includes(value.toLowerCase()) ? 'false' : null;
  if (field.type !== 'text' && /[\r\n]/.test(value)) return null;
  const isAddress = /^https?:\/\//i.test(value);
  if (field.inputFormat) {
    const part = rules.partOf(field, value);
    if (part !== null) {
      // In a message an address is often that of a page, whose path is not the server's.
      const own = hostPart(field) === 'address' ? part.replace(/\/.*$/, '') : part;
      return pair.implied && VENDORS_OWN.test(own.split('.')[0] ?? '') ? null : own;
    }
    return isAddress || pair.implied ? null : value;
  }
  if (pair.implied) return null;
  if (/e-?mail/i.test(name) || concept === 'email') {
    const mail = value.replace(/\/token$/, '');
    return isEmail(mail) ? mail : isSameName && concept !== 'email' && !/e-?mail/i.test(name) ? value : null;
  }
  if ((concept === 'token' || concept === 'secret') && /\s/.test(value) && !pair.exact) return null;
  if (concept === 'port' && !/^\d{1,5}$/.test(value)) return null;
  // Two values in one place.
  if (concept === 'username' && /\s[/|,;]\s/.test(value)) return null;
  if (isSameName) return value;
  if (/sub-?_?domain/i.test(name) && /[/:.\s]/.test(value)) return null;
  if (/domain|host|server/i.test(name) && !/url/i.test(name) && isAddress) return null;
  if (concept === 'username' && /id$/i.test(pair.name) && /^\d+$/.test(value)) return null;
  return value;
}

function choice(choices: NonNullable<AuthField['choices']>, value: string): string | null {
  const pairs: [value: string, label: string][] = Array.isArray(choices)
    ? choices.map((one) => (typeof one === 'string' ? [one, one] : [one.value, one.label]))
    : Object.entries(choices);
  const wanted = value.trim().toLowerCase();
  const whole = pairs.find((names) => names.some((name) => name.toLowerCase() === wanted));
  if (whole) return whole[0];
  const parts = (label: string) => [label.replace(/\s*\([^()]*\)\s*$/, ''), /\(([^()]*)\)\s*$/.exec(label)?.[1] ?? ''];
  const partly = pairs.filter(([, label]) => parts(label.toLowerCase()).includes(wanted));
  return partly.length === 1 ? (partly[0]?.[0] ?? null) : null;
}
