import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { FormInput } from '../../lib/page/form/form-inputs';
import type { PasteOffer as Offer } from '../../lib/page/form/smart-paste';
import { afterRender } from '../ui/after-render';
import { useBack } from '../ui/use-back';
import { labelOf } from './input-words';
import { insertText, isTextControl } from './paste-event';
import { removedWords } from './paste-words';
import '../ui/dialog.css';
import '../ui/facts.css';
import './paste.css';

/** As many names of what is not used are listed. */
const NAMES_SHOWN = 8;

interface PasteOfferProps {
  form: Form;
  offer: Offer;
  onFocus: (inputId: string) => void;
}

/** Which fields a paste would fill, secrets hidden. Nothing is filled before somebody agrees. */
export function PasteOffer({ form, offer, onFocus }: PasteOfferProps) {
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
  const inputs = new Map(form.inputs.value.map((input) => [input.id, input]));
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
            // Rows that were added are there one render later.
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
  /** The input that it fills, where it is no row to be added. */
  input: FormInput | undefined;
  form: Form;
}

function OfferedField({ field, input, form }: OfferedFieldProps) {
  const row = form.draft.value.freeFields.find(({ id }) => id === field.id);
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
