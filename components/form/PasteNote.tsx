import { useLayoutEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { PasteNote } from '../../lib/page/form/smart-paste';
import { insertText, isTextControl } from '../ui/text-control';
import { removedWords } from './pasting';

interface FilledProps {
  form: Form;
  count: number;
  onUndone: () => void;
}

/** Says how many fields a paste filled, with a way back. */
export function Filled({ form, count, onUndone }: FilledProps) {
  const undo = () => {
    form.paste.undo();
    onUndone();
  };
  // Before the paint, so that the fill can be undone as soon as it is seen.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      // After another keystroke, Ctrl+Z is left to the browser, which undoes that keystroke.
      if (!isUndo || !form.paste.note.value?.isLast) return;
      event.preventDefault();
      undo();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <p class="small muted paste">
      {i18n.t('popup.paste.filled', count)}{' '}
      <button type="button" class="quiet" onClick={undo}>
        {i18n.t('popup.paste.undo')}
      </button>
    </p>
  );
}

/** Says what was taken from around a pasted value, and takes it back on demand. */
export function Cleaned({ form, note }: { form: Form; note: PasteNote }) {
  const { inputId, text } = note;
  return (
    <>
      {noteWords(note)}{' '}
      {text !== null && (
        <button
          type="button"
          class="quiet"
          onClick={({ currentTarget }) => {
            const control = currentTarget.closest('form')?.elements.namedItem(inputId);
            form.paste.forget();
            if (!isTextControl(control)) return;
            control.select();
            insertText(control, text);
          }}
        >
          {i18n.t('popup.paste.asItIs')}
        </button>
      )}
    </>
  );
}

/** Announces what a paste did. The region is always there, because a new one would not be announced. */
export function PasteStatus({ form }: { form: Form }) {
  const note = form.paste.note.value;
  return (
    <div role="status" class="unseen">
      {note && noteWords(note)}
    </div>
  );
}

function noteWords({ filled, removed, isTooLong }: PasteNote): string {
  if (isTooLong) return i18n.t('popup.paste.tooLong');
  return filled === null ? removedWords(removed) : i18n.t('popup.paste.filled', filled);
}
