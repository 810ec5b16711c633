import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { FormInput } from '../../lib/page/form/form-inputs';
import type { PasteOffer as Offer } from '../../lib/page/form/smart-paste';
import { afterRender } from '../ui/focus';
import { useBack } from '../ui/use-back';
import { labelOf } from './input-words';
import { insertText, isTextControl, removedWords } from './pasting';
import '../ui/dialog.css';

interface PasteAtProps {
  form: Form;
  input: FormInput;
  onFocus: (inputId: string) => void;
}

/** Shows under the input that was pasted into the offer to fill several fields, then how many were filled. */
export function PasteAt({ form, input, onFocus }: PasteAtProps) {
  const { offer, note } = form.paste;
  if (form.order.underWay.value) return null;
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

/** Announces what a paste did. The region is always there, because a new one would not be announced. */
export function PasteStatus({ form }: { form: Form }) {
  const note = form.paste.note.value;
  return (
    <div role="status" class="unseen">
      {note && (note.filled === null ? removedWords(note.removed) : i18n.t('popup.paste.filled', note.filled))}
    </div>
  );
}

/** Limit to the listed names of unused values. */
const NAMES_SHOWN = 8;

interface PasteOfferProps {
  form: Form;
  offer: Offer;
  onFocus: (inputId: string) => void;
}

/** Lists the fields that a paste would fill, with secrets hidden. Nothing is filled until the agent agrees. */
function PasteOffer({ form, offer, onFocus }: PasteOfferProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const fill = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    fill.current?.focus({ preventScroll: true });
    dialog.current?.scrollIntoView({ block: 'nearest' });
  }, []);

  function pasteAsItIs() {
    const control = dialog.current?.closest('form')?.elements.namedItem(offer.inputId);
    const declined = form.paste.decline();
    if (declined && isTextControl(control)) insertText(control, declined.text);
  }
  useBack(pasteAsItIs);

  const { fields, leftOver } = offer;
  const inputs = new Map(form.entry.inputs.value.map((input) => [input.id, input]));
  const hidden = leftOver.length - NAMES_SHOWN;
  return (
    <dialog ref={dialog} open class="paste paste-offer" aria-labelledby="paste-title">
      <p class="strong" id="paste-title">
        {i18n.t('popup.paste.found', fields.length)}
      </p>
      <dl class="facts">
        {fields.map((field) => (
          <OfferedField key={field.id ?? field.name} field={field} input={inputs.get(field.id ?? '')} form={form} />
        ))}
        {leftOver.length > 0 && (
          <>
            <dt>{i18n.t('popup.paste.notUsed')}</dt>
            <dd class="muted">
              <span>
                {leftOver.slice(0, NAMES_SHOWN).join(', ')} {hidden > 0 && i18n.t('popup.paste.more', [hidden])}
              </span>
            </dd>
          </>
        )}
      </dl>
      <div class="line">
        <button
          ref={fill}
          type="button"
          class="button button-main"
          onClick={() => {
            const next = form.paste.fill();
            // Added rows appear with the next render.
            if (next) afterRender(() => onFocus(next));
          }}
        >
          {i18n.t('popup.paste.fill', fields.length)}
        </button>
        <button type="button" class="button" aria-keyshortcuts="Escape" onClick={pasteAsItIs}>
          {i18n.t('popup.paste.asItIs')}{' '}
          <span aria-hidden="true">
            <kbd>Esc</kbd>
          </span>
        </button>
      </div>
    </dialog>
  );
}

interface OfferedFieldProps {
  field: Offer['fields'][number];
  /** The input that it fills; undefined where a row would be added. */
  input: FormInput | undefined;
  form: Form;
}

function OfferedField({ field, input, form }: OfferedFieldProps) {
  const row = form.entry.draft.value.freeFields.find(({ id }) => id === field.id);
  const label = row?.name || (input ? labelOf(input) : field.name);
  const notes = [
    field.name.toLowerCase() !== label.toLowerCase() && field.name,
    field.isPart && i18n.t('popup.paste.part'),
    field.removed.length > 0 && removedWords(field.removed),
    input && input.value !== '' && input.value !== field.value && i18n.t('popup.paste.replaces'),
  ].filter(Boolean);
  return (
    <>
      <dt>
        <span class="cut">{label}</span>
      </dt>
      <dd>
        {input?.secret === false ? (
          <span class="cut">{field.value}</span>
        ) : (
          <span class="cut">
            <span aria-hidden="true">•••••••• </span>
            {i18n.t('popup.paste.hidden', [...field.value].length)}
          </span>
        )}
        {notes.length > 0 && <span class="muted">{notes.join(' · ')}</span>}
      </dd>
    </>
  );
}
