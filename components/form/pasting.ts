import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { Cleaning } from '../../lib/page/paste/clean';

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Lets the form handle a paste before the browser does: it may offer to fill several fields, or clean the value. */
export function onPaste(form: Form, event: ClipboardEvent): void {
  const { target } = event;
  if (event.defaultPrevented || !isTextControl(target) || target.readOnly) return;
  const taken = form.paste.take(target.name, event.clipboardData?.getData('text/plain') ?? '');
  if (taken.as === 'it-is') return;
  event.preventDefault();
  if (taken.as !== 'cleaned') return;
  insertText(target, taken.text);
  form.paste.sayCleaned(target.name, taken.removed);
}

/** Inserts text at the caret as a paste does, including newlines. */
export function insertText(control: TextControl, text: string): void {
  control.focus();
  // Deprecated, but nothing else keeps the browser's own undo working.
  document.execCommand('insertText', false, text);
}

/** Returns whether text can be pasted into a control. */
export function isTextControl(target: unknown): target is TextControl {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

const WORDS: Record<Cleaning, () => string> = {
  invisible: () => i18n.t('popup.paste.invisible'),
  spaces: () => i18n.t('popup.paste.spaces'),
  quotes: () => i18n.t('popup.paste.quotes'),
  punctuation: () => i18n.t('popup.paste.punctuation'),
};

/** Returns a sentence on what was removed from a pasted value, such as "Removed spaces and quotes." */
export function removedWords(removed: Cleaning[]): string {
  const what = new Intl.ListFormat(document.documentElement.lang).format(removed.map((one) => WORDS[one]()));
  return i18n.t('popup.paste.removed', { what });
}
