import type { Form } from '../../lib/page/form/form';

type TextControl = HTMLInputElement | HTMLTextAreaElement;

/** Hands what is pasted into an input of the form to the form first. */
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

/** Inserts text at the caret as a paste does, newlines included. */
export function insertText(control: TextControl, text: string): void {
  control.focus();
  // Deprecated without a successor: no other way leaves the browser's own undo whole.
  document.execCommand('insertText', false, text);
}

/** Whether this is an input that text can be pasted into. */
export function isTextControl(target: unknown): target is TextControl {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
