import { useLayoutEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { FormInput } from '../../lib/page/form/form-inputs';
import { PasteOffer } from './PasteOffer';
import { removedWords } from './paste-words';

interface PasteAtProps {
  form: Form;
  input: FormInput;
  onFocus: (inputId: string) => void;
}

/** Under the input that was pasted into: the offer to fill several fields, then what was filled. */
export function PasteAt({ form, input, onFocus }: PasteAtProps) {
  const { offer, note } = form.paste;
  if (form.underWay.value) return null;
  if (offer.value?.inputId === input.id) return <PasteOffer form={form} offer={offer.value} onFocus={onFocus} />;
  if (note.value?.inputId !== input.id || note.value.filled === null) return null;
  return <Filled form={form} count={note.value.filled} onUndone={() => onFocus(input.id)} />;
}

interface FilledProps {
  form: Form;
  count: number;
  onUndone: () => void;
}

function Filled({ form, count, onUndone }: FilledProps) {
  const undo = () => {
    form.paste.undo();
    onUndone();
  };
  // Before the paint: what is seen can be undone at once.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      // After another keystroke Ctrl+Z is the browser's again, for that keystroke.
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

/** Reads out what a paste did; in the page before there is anything to say. */
export function PasteStatus({ form }: { form: Form }) {
  const note = form.paste.note.value;
  return (
    <div role="status" class="unseen">
      {note && (note.filled === null ? removedWords(note.removed) : i18n.t('popup.paste.filled', note.filled))}
    </div>
  );
}
