import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import { Icon } from '../ui/Icon';
import { SignInFailed } from './SignInNotes';
import { ZapierSignOut } from './ZapierSignOut';
import '../ui/facts.css';

/** Warns that another account came back from Zapier than the customer whom the agent named. */
export function WrongAccount({ popup, account }: { popup: Popup; account: AccountView }) {
  const state = popup.signIn.value;
  const named = account.cameInsteadOf ?? '';
  const waiting = state.status === 'window-open';

  return (
    <>
      <main>
        <div class="note note-bad" role="alert">
          <Icon name="bad" />
          <h1 class="small">{i18n.t('popup.wrongAccount.title')}</h1>
        </div>
        <dl class="facts facts-plain">
          <dt>{i18n.t('popup.wrongAccount.named')}</dt>
          <dd class="strong">{named}</dd>
          <dt>{i18n.t('popup.wrongAccount.signedIn')}</dt>
          <dd class="strong">{account.email}</dd>
        </dl>
        <p class="muted">{i18n.t('popup.wrongAccount.text')}</p>
        <ol>
          <li>{i18n.t('popup.wrongAccount.step1')}</li>
          <li>{i18n.t('popup.wrongAccount.step2')}</li>
        </ol>
        <div role="alert">{state.status === 'failed' && <SignInFailed failure={state.failure} popup={popup} />}</div>
        <div class="stack">
          <ZapierSignOut popup={popup} isFirst class="button button-main">
            {i18n.t('popup.wrongAccount.openZapier')}
          </ZapierSignOut>
          <button
            data-main-control
            type="button"
            class="button"
            aria-disabled={waiting}
            onClick={() => {
              if (!waiting) popup.startSignIn(named);
            }}
          >
            {i18n.t(waiting ? 'popup.signedOut.waiting' : 'popup.signedOut.signIn')}
          </button>
          <button type="button" class="button" onClick={() => popup.acceptAccount(account.id)}>
            {i18n.t('popup.wrongAccount.useAnyway', { email: account.email })}
          </button>
        </div>
      </main>
      <footer class="foot thin">{i18n.t('popup.wrongAccount.nothing')}</footer>
    </>
  );
}
