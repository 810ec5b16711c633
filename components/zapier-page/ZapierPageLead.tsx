import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import { IntoAccount } from '../account/Face';
import { ExistingConnections } from '../form/ExistingConnections';
import { Undone } from '../receipt/Undo';
import { SignInEnded } from '../sign-in/SignInNotes';
import { Alert } from '../ui/Alert';
import { AppHead } from '../ui/AppHead';
import { offerFocus } from '../ui/focus';
import { isolated } from '../ui/isolated';
import { useBack } from '../ui/use-back';
import { CopyCustomerLink, WaitingForCustomer } from './CustomerLink';
import { WhoseSession } from './WhoseSession';

interface ZapierPageLeadProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  onEnter: () => void;
}

/**
 * Offers to connect on Zapier's own page, for an app without a ready form; entering the fields comes second. Says so where
 * a policy leaves no way.
 */
export function ZapierPageLead({ popup, account, form, onEnter }: ZapierPageLeadProps) {
  const connect = useRef<HTMLButtonElement>(null);
  const ended = account.signIn === 'ended';
  useLayoutEffect(() => {
    if (!ended) offerFocus(connect.current);
  }, [ended]);
  const back = () => popup.leave(form.entry.isBegun());
  useBack(back);

  return (
    <>
      <main>
        <AppHead app={form.app} companyTitle={form.companyTitle} isAtOnce={popup.isAtOnce.value} onBack={back} />
        <div role="alert">{ended && <SignInEnded popup={popup} account={account} />}</div>
        <ExistingConnections form={form} email={account.email} />
        <Undone form={form} email={account.email} hasFields={false} />
        {form.zapierPage.isAllowed ? (
          <div class="lead">
            <p>{isolated({ app: form.app.title }, (parts) => i18n.t('popup.hosted.lead', parts))}</p>
            <WhoseSession popup={popup} account={account} form={form} />
            <button
              data-main-control
              ref={connect}
              type="button"
              class={ended ? 'button wide' : 'button button-main wide'}
              aria-describedby="into-account whose-session"
              onClick={form.zapierPage.connect}
            >
              {i18n.t('popup.hosted.connect')}
            </button>
            <CopyCustomerLink popup={popup} account={account} form={form} />
          </div>
        ) : (
          <NotFromHere popup={popup} form={form} onBack={back} />
        )}
        {/* Below the buttons, so that they keep their place when it appears. */}
        <WaitingForCustomer form={form} />
        {form.zapierPage.hasFields && (
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

/** Says that the administrator has left no way to connect the app. */
function NotFromHere({ popup, form: { app }, onBack }: { popup: Popup; form: Form; onBack: () => void }) {
  const another = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => offerFocus(another.current), []);
  return (
    <Alert
      kind="info"
      verdict={isolated({ app: app.title }, (parts) => i18n.t('popup.switchedOff.notFromHere', parts))}
      actions={
        !popup.isAtOnce.value && (
          <button data-main-control ref={another} type="button" class="button" onClick={onBack}>
            {i18n.t('popup.hosted.another')}
          </button>
        )
      }
    >
      {i18n.t('popup.switchedOff.onlyReady')}
    </Alert>
  );
}
