import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import { Icon } from '../ui/Icon';
import { TextField } from '../ui/TextField';
import { ZAPIER_LOGOUT } from '../ui/zapier-links';
import { Scopes } from './Scopes';
import { SignInFailed } from './SignInFailed';
import { WaitingJobs } from './WaitingJobs';

/** Nobody is signed in. */
export function SignedOut({ popup }: { popup: Popup }) {
  const named = popup.namedCustomer;
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  const state = popup.signIn.value;
  const config = popup.config.value;
  const waiting = state.status === 'window-open';

  return (
    <div class="frame nobody">
      <main>
        <form
          class="hero"
          onSubmit={(event) => {
            event.preventDefault();
            if (!waiting) popup.startSignIn(named.value);
          }}
        >
          <Icon name="logo" />
          <h1>{i18n.t('popup.signedOut.title')}</h1>
          <div role="alert" class="wide">
            {state.status === 'failed' && <SignInFailed failure={state.failure} popup={popup} />}
          </div>
          {popup.waitingForSignIn.value.length > 0 && <WaitingJobs popup={popup} />}
          <TextField
            label={i18n.t('popup.signedOut.named')}
            mark={i18n.t('field.optional')}
            help={i18n.t('popup.signedOut.namedHelp')}
            input={{ placeholder: 'acme.example' }}
            value={named.value}
            onInput={popup.nameCustomer}
          />
          <button data-main-control ref={button} type="submit" class="button button-main wide" aria-disabled={waiting}>
            {i18n.t(waiting ? 'popup.signedOut.waiting' : 'popup.signedOut.signIn')}
          </button>
          <div class="note wide" role="status">
            <Icon name={waiting ? 'clock' : 'info'} />
            {waiting ? (
              <p>{i18n.t('popup.signedOut.waitingHelp')}</p>
            ) : (
              <p>
                {i18n.t('popup.signedOut.session')}{' '}
                <a href={ZAPIER_LOGOUT} target="_blank" rel="noreferrer">
                  {i18n.t('popup.signedOut.otherAccount')}
                </a>
              </p>
            )}
          </div>
          <details class="wide small muted">
            <summary>{i18n.t('popup.signedOut.opens', { host: new URL(config.authorizationUrl).host })}</summary>
            <Scopes scopes={config.scopes} />
          </details>
        </form>
      </main>
      <footer class="foot thin">{i18n.t('popup.signedOut.password')}</footer>
    </div>
  );
}
