/** An e-mail address, in whatever marks it stands. */
const EMAIL = /[^\s@<>()[\]{}"“”,;:=]+@[^\s@<>()[\]{}"'“”‘’,;:=]+/g;

/** What follows a word that announces a credential, unless it is a plain word of a sentence. */
const ANNOUNCED =
  /(?<![a-z0-9])(bearer|basic|token|key|secret|password)(["']?[\s:=]+["']?)(?=[\w~+/=.-]*[\d_])([\w~+/=.-]{6,})/gi;

/** A run of characters as tokens, keys and ids have them, up to what a full stop or a slash joins to it. */
const RUN = /[\w~+%=-]{16,}(?:[./][\w~+%=-]+)*/g;

/** Returns whether a run is no word of a language: it has a digit, or both cases in the midst of many letters. */
const isRandom = (run: string): boolean => /\d/.test(run) || (run.length >= 20 && /[a-z][A-Z]+[a-z]+[A-Z]/.test(run));

/** Returns somebody else's words without e-mail addresses and without what looks like a token, a key or a long id. */
export const masked = (words: string): string =>
  words
    .replace(EMAIL, '•••')
    .replace(ANNOUNCED, '$1$2•••')
    .replace(RUN, (run) => (isRandom(run) ? '•••' : run));
