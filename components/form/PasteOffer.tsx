import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { FormInput } from '../../lib/page/form/form-inputs';
import type { PasteOffer as Offer } from '../../lib/page/form/smart-paste';
import type { AccountView, Popup } from '../../lib/page/popup';
import { AnotherCustomer } from '../account/AnotherCustomer';
import { afterRender } from '../ui/focus';
import { insertText, isTextControl } from '../ui/text-control';
import { useBack } from '../ui/use-back';
import { OfferedField } from './OfferedField';
import { Filled } from './PasteNote';
import '../ui/dialog.css';

interface PasteAtProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  input: FormInput;
  onFocus: (inputId: string) => void;
}

/** Shows under the input that was pasted into the offer to fill several fields, then how many were filled. */
export function PasteAt({ popup, account, form, input, onFocus }: PasteAtProps) {
  const { offer, note } = form.paste;
  if (form.order.underWay.value) return null;
  if (offer.value?.inputId === input.id)
    return <PasteOffer {...{ popup, account, form, onFocus }} offer={offer.value} />;
  if (note.value?.inputId !== input.id || note.value.filled === null) return null;
  return <Filled form={form} count={note.value.filled} onUndone={() => onFocus(input.id)} />;
}

/** Limit to the listed names of unused values. */
const NAMES_SHOWN = 8;

interface PasteOfferProps extends Omit<PasteAtProps, 'input'> {
  offer: Offer;
}

/** Lists the fields that a paste would fill, with secrets hidden. Nothing is filled until the agent agrees. */
function PasteOffer({ popup, account, form, offer, onFocus }: PasteOfferProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const isShown = useSignal(false);
  useLayoutEffect(() => {
    dialog.current?.querySelector<HTMLElement>('.button-main')?.focus({ preventScroll: true });
    dialog.current?.scrollIntoView({ block: 'nearest' });
    // A revealed secret is hidden again when the page is left, so that no onlooker or recording sees it.
    const hide = () => {
      isShown.value = false;
    };
    document.addEventListener('visibilitychange', hide);
    return () => document.removeEventListener('visibilitychange', hide);
  }, []);

  function pasteAsItIs() {
    const control = dialog.current?.closest('form')?.elements.namedItem(offer.inputId);
    const declined = form.paste.decline();
    if (offer.isHeld) {
      form.forgetPasted();
      onFocus(offer.inputId);
    } else if (declined && isTextControl(control)) insertText(control, declined.text);
  }
  useBack(pasteAsItIs);

  function handOver(customerId: string) {
    form.paste.decline();
    popup.leave(form.entry.isBegun());
    popup.handOver(offer.text, customerId, form.app);
  }

  const { fields, leftOver } = offer;
  const named = form.namedInstead.value;
  const inputs = new Map(form.entry.inputs.value.map((input) => [input.id, input]));
  const hidden = leftOver.length - NAMES_SHOWN;
  const count = fields.filter(({ value }) => value !== null).length;
  return (
    <dialog ref={dialog} open class="paste paste-offer" aria-labelledby="paste-title">
      <AnotherCustomer account={account} named={named} onSwitch={handOver} isMain />
      <p class="line">
        <span class="strong" id="paste-title">
          {i18n.t('popup.paste.found', fields.length)}
        </span>
        <button
          type="button"
          class="quiet"
          aria-pressed={isShown.value}
          onClick={() => {
            isShown.value = !isShown.value;
          }}
        >
          {i18n.t('popup.form.show')}
        </button>
      </p>
      <dl class="facts">
        {fields.map((field, at) => (
          <OfferedField
            key={field.id ?? field.name}
            field={field}
            input={inputs.get(field.id ?? '')}
            form={form}
            isShown={isShown.value}
            onChoose={(value) => form.paste.choose(at, value)}
          />
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
          type="button"
          class={named.length === 0 ? 'button button-main' : 'button'}
          aria-disabled={count === 0}
          onClick={() => {
            const next = form.fillOffered();
            // Added rows appear with the next render.
            if (next) afterRender(() => onFocus(next));
          }}
        >
          {i18n.t('popup.paste.fill', count)}
        </button>
        <button type="button" class="button" aria-keyshortcuts="Escape" onClick={pasteAsItIs}>
          {i18n.t(offer.isHeld ? 'popup.home.forget' : 'popup.paste.asItIs')}{' '}
          <span aria-hidden="true">
            <kbd>Esc</kbd>
          </span>
        </button>
      </div>
    </dialog>
  );
}
