const LISTED = /^[ \t]*(?:[-*+•·▪‣◦–▸►✅☑✔🔑👤🔒🌐][\uFE0F]?[ \t]+|\d{1,2}[.)][ \t]+|\|)?[ \t]*/u;
const EMPHASIS = /^(\*{1,2}|__?)([^*_\n]{1,64}?)([:：]?)\1([:：]?)/;
const HEADING = /^#{1,6}[ \t]+(?=.*[:：=])/;
/** A chat's time stamp, and who wrote. */
const STAMPED =
  /^(?:\[[^\]]{0,24}\d{1,2}:\d{2}[^\]]{0,16}\]|\d{1,2}:\d{2}(?::\d{2})?(?:[ ]?[AP]M)?[ ]+-|\d{1,2}[./]\d{1,2}[./]\d{2,4},?[ ]\d{1,2}:\d{2}[^-:]{0,8}-)[ \t]*(?:[^:：\n]{1,40}:[ ]+(?=\S.*[:：=]))?/i;
/** A line that only says who wrote, or when. */
const ASIDE =
  /^(?:\[?\d{1,2}:\d{2}(?::\d{2})?\]?(?:[ ]?[AP]\.?M\.?)?|[^:=]{1,50}[ ,]+(?:\d{1,2}[./ ]\S{1,10}[./ ]\d{2,4},?[ ]+)?\(?(?:today at |yesterday at )?\d{1,2}:\d{2}(?::\d{2})?(?:[ ]?[AP]\.?M\.?)?\)?)$/i;
/** A mail's own head. */
const HEAD =
  /^(?:from|to|cc|bcc|sent|date|subject|reply-to|von|an|gesendet|datum|betreff|de|à|envoyé|objet|para|enviado|asunto|assunto|da|inviato|oggetto|van|aan|verzonden|onderwerp|差出人|宛先|件名|送信日時)[ ]?[:：][ ]/iu;
const FAREWELL =
  /^(?:-- ?|—|(?:(?:many|kind|best|warm|with (?:best|kind)) )*(?:regards|wishes|thanks)|best|cheers|sincerely|yours(?: sincerely| truly| faithfully)?|thanks?(?: you| again| a lot| so much)?|thx|br|kr|(?:mit )?(?:(?:freundlichen?|besten?|viele[nr]?|liebe[nr]?|herzliche[nr]?|schöne[nr]?) )+(?:grüße?n?|gruss|gruß|gruessen?|dank)|mfg|lg|vg|danke(?: schön)?|gruß|grüße|cordialement|bien (?:à vous|cordialement)|(?:meilleures? )?salutations?|merci(?: d'avance| beaucoup)?|saludos(?: cordiales)?|(?:un )?(?:cordial )?saludo|gracias|atentamente|atenciosamente|att|abraços?|obrigad[oa]|cumprimentos|(?:melhores |com os melhores )cumprimentos|cordiali saluti|(?:distinti |un caro )?salut[oi]|grazie(?: mille)?|met vriendelijke groet(?:en)?|(?:vriendelijke )?groet(?:en|jes)?|mvg|bedankt|dank je wel|よろしくお願い(?:いた|致)?します|以上|敬具)[,.!、。]*$/iu;

/** Returns a line without its bullet, its heading marks, a chat's time stamp, and the emphasis of its name. */
export function plainLine(line: string): string {
  const own = line.trim().replace(STAMPED, '').replace(HEADING, '').replace(LISTED, '').trim();
  return own
    .replace(EMPHASIS, (_, __, name: string, inside: string, after: string) => `${name}${inside || after}`)
    .trim();
}

/** True if the line is a mail's head, or only says who wrote and when. */
export function isAside(line: string): boolean {
  const trimmed = line.trim();
  return ASIDE.test(trimmed) || HEAD.test(trimmed) || /^[-_=*]{3,}$/.test(trimmed);
}

/** True if the line ends a mail, and a signature follows. */
export function isFarewell(line: string): boolean {
  return line.length < 60 && FAREWELL.test(line.trim());
}

const QUOTED = /^[ \t]?>/;
const COMMENT = /^[ \t]*\/\/(?:[ \t]|$)/;
/** Stands for a line that is quoted or a value that begins with the sign: no value is read from it. */
const UNCLEAR = '…';

/** Removes the marks (`//`) of a program's comment that was copied without the program. */
export function uncommented(text: string): string {
  const isComment = text.split('\n').every((line) => line.trim() === '' || COMMENT.test(line));
  return isComment ? text.replace(/^[ \t]*\/\/+[ \t]?/gm, '') : text;
}

/** Removes the marks of a quoted answer (`>`). */
export function unquotedAnswer(text: string): string {
  const lines = text.split('\n');
  if (lines.every((line) => line.trim() === '' || QUOTED.test(line))) return text.replace(/^(?:[ \t]?>)+[ \t]?/gm, '');
  // Elsewhere a value may begin with the sign: below its name, which is not quoted itself.
  const isUnclear = (line: string, at: number) => {
    const [before = '', after = ''] = [lines[at - 1], lines[at + 1]];
    const isName = /[:：=][ \t]*$/.test(before) && !isAside(before) && !/\d/.test(before);
    const isPair = /^[ \t>]*\p{L}[^:=：]{0,40}[:=：]\s*\S/u.test(line);
    return QUOTED.test(line) && isName && !isPair && !QUOTED.test(before) && !QUOTED.test(after);
  };
  return lines
    .map((line, at) => (isUnclear(line, at) ? UNCLEAR : line.replace(/^(?:[ \t]?>)+(?:[ \t]|$)/, '')))
    .join('\n');
}
