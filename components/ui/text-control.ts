export type TextControl = HTMLInputElement | HTMLTextAreaElement;

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
