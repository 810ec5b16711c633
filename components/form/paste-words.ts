import { i18n } from '#i18n';
import type { Cleaning } from '../../lib/page/paste/clean';

const WORDS: Record<Cleaning, () => string> = {
  invisible: () => i18n.t('popup.paste.invisible'),
  spaces: () => i18n.t('popup.paste.spaces'),
  quotes: () => i18n.t('popup.paste.quotes'),
  punctuation: () => i18n.t('popup.paste.punctuation'),
};

/** What was taken away from a pasted value: "Removed spaces and quotes." */
export function removedWords(removed: Cleaning[]): string {
  const what = new Intl.ListFormat(document.documentElement.lang).format(removed.map((one) => WORDS[one]()));
  return i18n.t('popup.paste.removed', { what });
}
