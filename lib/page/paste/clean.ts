import { withoutInvisible } from '../../shared/outside-text';
import { insideQuotes } from '../../shared/quotes';

/**
 * What is not a part of a pasted value and was taken away: invisible characters, spaces, quotes, a link's marks, a name
 * before it, a sign that no address ends in.
 */
export type Cleaning = 'invisible' | 'spaces' | 'quotes' | 'link' | 'name' | 'sign';

/** The cleaned value and what was taken away. */
export interface Cleaned {
  value: string;
  removed: Cleaning[];
}

const LONGEST_ADDRESS = 2000;

/** Takes invisible characters, spaces and quotes around a value away. What it ends in stays: it may belong to it. */
export function clean(raw: string): Cleaned {
  const removed = new Set<Cleaning>();
  let value = withoutInvisible(raw);
  if (value !== raw) removed.add('invisible');
  for (;;) {
    const [step, next] = oneStep(value);
    if (!step) return { value, removed: [...removed] };
    removed.add(step);
    value = next;
  }
}

function oneStep(value: string): [Cleaning | null, string] {
  const trimmed = value.trim();
  if (trimmed !== value) return ['spaces', trimmed];
  // A comma or a semicolon after quotes is the notation's.
  const inner = insideQuotes(value) ?? insideQuotes(value.replace(/(?<=["'])[,;]$/, ''));
  return inner === null ? [null, value] : ['quotes', inner];
}

/** True if the text looks like an e-mail address. */
export function isEmail(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && /^[^\s@]+@[^\s@]+\.[^\s@.,;/]+$/.test(text);
}
