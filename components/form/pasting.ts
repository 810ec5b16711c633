import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { Cleaning } from '../../lib/page/paste/clean';
import { insertText, isTextControl } from '../ui/text-control';

/** Has the form read a paste before it is inserted: it may offer to fill several fields, or clean the value. */
export function onPaste(form: Form, event: ClipboardEvent): void {
  const { target } = event;
  if (event.defaultPrevented || !isTextControl(target) || target.readOnly) return;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (text === '' || !form.paste.looksInto(target.name)) return;
  event.preventDefault();
  void form.paste.take(target.name, text).then((taken) => {
    if (taken.as === 'offer') return;
    insertText(target, taken.as === 'cleaned' ? taken.text : text);
    form.paste.sayTaken(target.name, text, taken);
  });
}

const WORDS: Record<Cleaning, () => string> = {
  invisible: () => i18n.t('popup.paste.invisible'),
  spaces: () => i18n.t('popup.paste.spaces'),
  quotes: () => i18n.t('popup.paste.quotes'),
  link: () => i18n.t('popup.paste.link'),
  name: () => i18n.t('popup.paste.name'),
  sign: () => i18n.t('popup.paste.sign'),
};

/** Returns a sentence on what a pasted value was taken out of, such as "Without the spaces and quotes around it." */
export function removedWords(removed: Cleaning[]): string {
  const what = new Intl.ListFormat(document.documentElement.lang).format(removed.map((one) => WORDS[one]()));
  return i18n.t('popup.paste.removed', { what });
}
