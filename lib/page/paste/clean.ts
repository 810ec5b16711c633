/** What was taken away from a value. */
export type Cleaning = 'invisible' | 'spaces' | 'quotes' | 'punctuation';

/** A value, and what was taken away from it. */
export interface Cleaned {
  value: string;
  removed: Cleaning[];
}

const QUOTES: Record<string, string> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '„': '“',
  '‘': '’',
  '«': '»',
  '‹': '›',
};

const JOINERS = /(?:\u200C|\u200D|[\uFE00-\uFE0F])+/g;
const INVISIBLE = /(?!\t|\n|\r|\u200C|\u200D|[\uFE00-\uFE0F])(?:\p{Cc}|\p{Default_Ignorable_Code_Point})/gu;
const HIDES_NOTHING = /^[\t\n\r -~]*$/;

const LONGEST_ADDRESS = 2000;
const SHORTEST_TOKEN = 16;

/** Without characters that nobody sees: zero-width spaces, marks of direction, soft hyphens, byte order marks, control characters. */
export function withoutInvisible(text: string): string {
  if (HIDES_NOTHING.test(text)) return text;
  // Emoji and some scripts are put together by joiners, so those go only where they join nothing.
  return text.replace(INVISIBLE, '').replace(JOINERS, (run, offset: number, all: string) => {
    if (cannotJoin(all[offset - 1])) return '';
    if (cannotJoin(all[offset + run.length])) return run[0] && run[0] >= '\uFE00' ? run[0] : '';
    return run;
  });
}

function cannotJoin(character: string | undefined): boolean {
  return character === undefined || character <= '\u007F' || /[\s\p{P}]/u.test(character);
}

/**
 * What was meant by a pasted value: without invisible characters, surrounding spaces and quotes, and
 * without punctuation after it where no key or address ends in it. A password may end in anything:
 * `exact` leaves its punctuation alone.
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

function insideQuotes(value: string): string | null {
  const close = QUOTES[value[0] ?? ''];
  if (!close || value.length < 2 || !value.endsWith(close)) return null;
  const inner = value.slice(1, -1);
  return inner.includes(close) ? null : inner;
}

function withoutPunctuation(value: string): string {
  let end = value.length;
  while (end > 0 && '.,;'.includes(value[end - 1] ?? ' ')) end--;
  return value.slice(0, end);
}

/** Whether a dot or comma after this is a sentence's: it is an address, or a long word of a token's letters. */
function endsBefore(bare: string): boolean {
  if (bare.length > LONGEST_ADDRESS) return false;
  if (/^https?:\/\/\S+$/i.test(bare) || isEmail(bare)) return true;
  return bare.length >= SHORTEST_TOKEN && /^[\w\-+/=.~]+$/.test(bare) && /\d/.test(bare) && /[a-z]/i.test(bare);
}

/** Whether this has the shape of an e-mail address. */
export function isEmail(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && /^[^\s@]+@[^\s@]+\.[^\s@.,;]+$/.test(text);
}
