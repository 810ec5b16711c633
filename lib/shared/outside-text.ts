/** Texts that others write and that stand among our own words: names, e-mails, titles. */

const JOINERS = /(?:\u200C|\u200D|[\uFE00-\uFE0F])+/g;
const INVISIBLE = /(?!\t|\n|\r|\u200C|\u200D|[\uFE00-\uFE0F])(?:\p{Cc}|\p{Default_Ignorable_Code_Point})/gu;
const HIDES_NOTHING = /^[\t\n\r -~]*$/;

/**
 * Removes invisible characters: zero-width spaces, direction marks, soft hyphens, byte order marks, control characters.
 */
export function withoutInvisible(text: string): string {
  if (HIDES_NOTHING.test(text)) return text;
  // Emoji and some scripts need joiners, so joiners are removed only where they join nothing.
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
 * Returns a text from outside as one line that shows all it holds: without invisible characters, which could turn
 * our own words round or make two names look alike, and with single spaces. A text of more than `limit` code points is
 * cut, and ends in an ellipsis.
 */
export function oneLine(text: string, limit: number): string {
  // The blank Braille pattern is a space to the eye. Half a surrogate pair is no character.
  const visible = withoutInvisible(text.replace(/[\s\u2800]+/gu, ' ')).replace(/\p{Cs}/gu, '');
  const line = visible.replace(/ +/g, ' ').trim();
  if (line.length <= limit) return line;
  const characters = [...line];
  return characters.length <= limit
    ? line
    : `${characters
        .slice(0, limit - 1)
        .join('')
        .trimEnd()}…`;
}
