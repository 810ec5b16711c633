import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import { IntoAccount } from '../account/IntoAccount';
import { ExistingConnections } from '../form/ExistingConnections';
import { Undone } from '../receipt/Undo';
import { SignInEnded } from '../sign-in/SignInEnded';
import { AppHead } from '../ui/AppHead';
import { useBack } from '../ui/use-back';

interface HostedLeadProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  onEnter: () => void;
}

/** No ready form: Zapier's own page first, the fields second. */
export function HostedLead({ popup, account, form, onEnter }: HostedLeadProps) {
  const connect = useRef<HTMLButtonElement>(null);
  const ended = account.signIn === 'ended';
  useLayoutEffect(() => {
    if (!ended) connect.current?.focus();
  }, [ended]);
  const back = () => popup.leave(form.isBegun());
  useBack(back);

  return (
    <>
      <main>
        <AppHead app={form.app} onBack={back} />
        <div role="alert">{ended && <SignInEnded popup={popup} account={account} />}</div>
        <ExistingConnections form={form} email={account.email} />
        <Undone form={form} hasFields={false} />
        <div class="card">
          <p>{i18n.t('popup.hosted.lead', { app: form.app.title })}</p>
          <button
            ref={connect}
            type="button"
            class={ended ? 'button wide' : 'button button-main wide'}
            aria-describedby="into-account"
            onClick={form.hosted.connect}
          >
            {i18n.t('popup.hosted.connect')}
          </button>
        </div>
        {form.hosted.hasFields && (
          <>
            <p class="or">{i18n.t('popup.hosted.or')}</p>
            <button type="button" class="button wide" onClick={onEnter}>
              {i18n.t('popup.hosted.enter')}
            </button>
          </>
        )}
      </main>
      <footer class="foot">
        <IntoAccount account={account} />
      </footer>
    </>
  );
}
