import { withoutInvisible } from '../../shared/outside-text';
import { insideQuotes } from '../../shared/quotes';

/** A kind of clutter that {@link clean} removes. */
export type Cleaning = 'invisible' | 'spaces' | 'quotes' | 'punctuation';

/** The cleaned value and the kinds of clutter removed from it. */
export interface Cleaned {
  value: string;
  removed: Cleaning[];
}

const LONGEST_ADDRESS = 2000;
const SHORTEST_TOKEN = 16;

/**
 * Cleans a pasted value: removes invisible characters, surrounding spaces and quotes, and trailing punctuation that a
 * key or address cannot end in. A password may end in anything, so `exact` keeps its punctuation.
 */
export function clean(raw: string, exact = false): Cleaned {
  const removed = new Set<Cleaning>();
  let value = withoutInvisible(raw);
  if (value !== raw) removed.add('invisible');
  for (;;) {
    const [step, next] = oneStep(value, exact);
    if (!step) return { value, removed: [...removed] };
    removed.add(step);
    value = next;
  }
}

function oneStep(value: string, exact: boolean): [Cleaning | null, string] {
  const trimmed = value.trim();
  if (trimmed !== value) return ['spaces', trimmed];
  const inner = insideQuotes(value);
  if (inner !== null) return ['quotes', inner];
  const bare = withoutPunctuation(value);
  if (bare !== value && (insideQuotes(bare) !== null || (!exact && endsBefore(bare)))) return ['punctuation', bare];
  return [null, value];
}

function withoutPunctuation(value: string): string {
  let end = value.length;
  while (end > 0 && '.,;'.includes(value[end - 1] ?? ' ')) end--;
  return value.slice(0, end);
}

/**
 * True if a dot or comma after this text belongs to the sentence: the text is an address, or a long word made of a
 * token's characters.
 */
function endsBefore(bare: string): boolean {
  if (bare.length > LONGEST_ADDRESS) return false;
  if (/^https?:\/\/\S+$/i.test(bare) || isEmail(bare)) return true;
  return bare.length >= SHORTEST_TOKEN && /^[\w\-+/=.~]+$/.test(bare) && /\d/.test(bare) && /[a-z]/i.test(bare);
}

/** True if the text looks like an e-mail address. */
export function isEmail(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && /^[^\s@]+@[^\s@]+\.[^\s@.,;]+$/.test(text);
}
