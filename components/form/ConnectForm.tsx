import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import { IntoAccount } from '../account/IntoAccount';
import { Undone } from '../receipt/Undo';
import { AppHead } from '../ui/AppHead';
import { afterRender } from '../ui/after-render';
import { useBack } from '../ui/use-back';
import { CredentialFields } from './CredentialFields';
import { ExistingConnections } from './ExistingConnections';
import { NothingCreated } from './FailureNote';
import { FormNotes } from './FormNotes';
import { isTextControl, onPaste } from './paste-event';

interface ConnectFormProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  /** Back to Zapier's own page, where the app leads with it. */
  onLead: (() => void) | null;
}

/** The form: who it goes to, what it is called, its credentials, and Connect. */
export function ConnectForm({ popup, account, form, onLead }: ConnectFormProps) {
  const element = useRef<HTMLFormElement>(null);
  const connect = useRef<HTMLButtonElement>(null);
  const sending = form.underWay.value;
  const failure = form.failure.value;
  const isUnsure = form.isUnsure.value;
  /** Whether something else is to be done first. */
  const isOnlyOnZapier = failure?.code === 'refused' && failure.status === 403;
  const isElsewhere = account.signIn === 'ended' || isUnsure || failure?.code === 'not-created' || isOnlyOnZapier;

  function focus(inputId: string, select = false) {
    const input = element.current?.elements.namedItem(inputId);
    if (!(input instanceof HTMLElement)) return;
    input.focus();
    if (select && isTextControl(input)) input.select();
  }

  // Where the hand goes next: Connect while it sends, then the field that Zapier refused, with its content selected.
  useLayoutEffect(() => {
    const refused = form.refusals.value.find(({ inputId }) => inputId !== null)?.inputId;
    if (sending) connect.current?.focus();
    else if (refused && !isOnlyOnZapier) focus(refused, true);
    else if (!failure && !isUnsure) focus(form.firstInput());
  }, [sending, failure, isUnsure]);

  function order() {
    const wrong = form.order();
    if (wrong) focus(wrong);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    if (event.key !== 'Enter') return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      return order();
    }
    if (!(event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement)) return;
    event.preventDefault();
    const next = form.nextEmpty(event.target.name);
    if (next) focus(next);
    else order();
  }

  const back = () => popup.leave(form.isBegun() || form.underWay.value);
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
        order();
      }}
    >
      {sending && <div class="busy" />}
      <main>
        <AppHead app={form.app} onBack={back}>
          {!sending && (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                form.startOver();
                // A free form has new rows, one render later.
                afterRender(() => focus(form.firstInput()));
              }}
            >
              {i18n.t('popup.form.clear')}
            </button>
          )}
        </AppHead>
        <ExistingConnections form={form} email={account.email} />
        <Undone form={form} />
        <FormNotes popup={popup} account={account} form={form} onOrder={order} onFocus={focus} />
        <CredentialFields form={form} onFocus={focus} />
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
          ref={connect}
          type="submit"
          class={isElsewhere ? 'button' : 'button button-main'}
          aria-disabled={sending}
          aria-describedby="into-account"
        >
          {i18n.t(sending ? 'popup.form.connecting' : 'popup.form.connect')}
        </button>
      </footer>
    </form>
  );
}
