import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { OrderFailure } from '../../lib/shared/order-stage';
import { IntoAccount } from '../account/Face';
import { Undone } from '../receipt/Undo';
import { AppHead } from '../ui/AppHead';
import { isComposing } from '../ui/composing';
import { afterRender, focusMainControl, offerFocus } from '../ui/focus';
import { isTextControl } from '../ui/text-control';
import { useBack } from '../ui/use-back';
import { WaitingForCustomer } from '../zapier-page/CustomerLink';
import { WhoseSession } from '../zapier-page/WhoseSession';
import { CredentialFields } from './CredentialFields';
import { ExistingConnections } from './ExistingConnections';
import { NothingCreated } from './FailureNote';
import { FormNotes } from './FormNotes';
import { onPaste } from './pasting';

interface ConnectFormProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  /** Returns to the offer of Zapier's page; null where the app has no such offer. */
  onLead: (() => void) | null;
  /** Shows the receipt of what the customer has made meanwhile; null if there is none. */
  onReceipt: (() => void) | null;
}

/** Failures after which nothing but another Connect is offered, once their cause is removed. */
const CONNECT_IS_NEXT: OrderFailure['code'][] = ['sign-in-ended', 'not-journaled', 'no-host-access'];

/** Failures after which the agent types the credentials again. */
const FIELDS_ARE_NEXT: OrderFailure['code'][] = ['values-gone', 'reason-gone'];

/** Shows an app's form with the account's existing connections, and connects. */
export function ConnectForm({ popup, account, form, onLead, onReceipt }: ConnectFormProps) {
  const element = useRef<HTMLFormElement>(null);
  const connectButton = useRef<HTMLButtonElement>(null);
  const sending = form.order.underWay.value;
  const failure = form.order.failure.value;
  const isUnsure = form.order.isUnsure.value;
  /** True when something else has to be done first, and another button is the main one. */
  const isOnlyOnZapier = failure?.code === 'refused' && failure.status === 403;
  const isElsewhere =
    account.signIn === 'ended' ||
    isUnsure ||
    failure?.code === 'not-created' ||
    failure?.code === 'not-renewed' ||
    failure?.code === 'form-changed' ||
    (failure?.code === 'refused' && failure.status === 401) ||
    (isOnlyOnZapier && form.zapierPage.isAllowed);

  function focus(inputId: string, select = false) {
    const input = element.current?.elements.namedItem(inputId);
    if (!(input instanceof HTMLElement)) return;
    offerFocus(input);
    if (select && isTextControl(input)) input.select();
  }

  const isEnded = account.signIn === 'ended';
  // Focuses Connect while it sends and after a new sign-in, or the field that Zapier refused, with its content selected.
  useLayoutEffect(() => {
    if (isEnded) return;
    const refused = form.refusals.value.find(({ inputId }) => inputId !== null)?.inputId;
    if (sending || (failure && CONNECT_IS_NEXT.includes(failure.code))) offerFocus(connectButton.current);
    else if (refused && !isOnlyOnZapier) focus(refused, true);
    else if (failure ? FIELDS_ARE_NEXT.includes(failure.code) : !isUnsure) focus(form.firstInput());
    // A form that opens with its failure: a note without a button leaves the focus to Connect.
    else if (!element.current?.contains(document.activeElement)) offerFocus(connectButton.current);
  }, [sending, failure, isUnsure, isEnded]);

  function connect() {
    const wrong = form.connect();
    if (wrong) focus(wrong);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || isComposing(event)) return;
    const { target } = event;
    const isShortcut = event.ctrlKey || event.metaKey;
    const isInput = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (!isShortcut && !isInput) return;
    event.preventDefault();
    // Nobody makes a second connection by the way: only Connect itself sends again.
    if (isUnsure) return focusMainControl();
    const next = isInput && !isShortcut && form.entry.nextEmpty(target.name);
    if (next) focus(next);
    else connect();
  }

  const back = () => popup.leave(form.entry.isBegun() || form.order.underWay.value);
  useBack(back);

  return (
    <form
      ref={element}
      class="screen"
      noValidate
      onKeyDown={onKeyDown}
      onPaste={(event) => onPaste(form, event)}
      onSubmit={(event) => {
        event.preventDefault();
        connect();
      }}
    >
      {sending && <div class="busy" />}
      <main>
        <AppHead app={form.app} companyTitle={form.companyTitle} isAtOnce={popup.isAtOnce.value} onBack={back}>
          {!sending && (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                form.startOver();
                // The new rows of a free form appear with the next render.
                afterRender(() => focus(form.firstInput()));
              }}
            >
              {i18n.t('popup.form.clear')}
            </button>
          )}
        </AppHead>
        <ExistingConnections form={form} email={account.email}>
          {!isOnlyOnZapier && <WhoseSession popup={popup} account={account} form={form} />}
        </ExistingConnections>
        <Undone form={form} email={account.email} />
        <WaitingForCustomer form={form} onReceipt={onReceipt} />
        <FormNotes popup={popup} account={account} form={form} onConnect={connect} onFocus={focus} />
        <CredentialFields popup={popup} account={account} form={form} onFocus={focus} />
        <NothingCreated form={form} />
        {onLead && !sending && !isUnsure && !isOnlyOnZapier && (
          <p class="after-fields">
            <button type="button" class="quiet" onClick={onLead}>
              {i18n.t('popup.hosted.instead')}
            </button>
          </p>
        )}
      </main>
      <footer class="foot">
        <IntoAccount account={account} />
        <button
          data-main-control
          ref={connectButton}
          type="submit"
          class={isElsewhere ? 'button' : 'button button-main'}
          aria-disabled={sending || form.isHeld.value}
          aria-describedby="into-account"
        >
          {i18n.t(sending ? 'popup.form.connecting' : 'popup.form.connect')}
        </button>
      </footer>
    </form>
  );
}
