import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import { VanishingButton } from '../ui/focus';
import { Icon } from '../ui/Icon';
import { isolated } from '../ui/isolated';
import { TextField } from '../ui/TextField';
import { SignInFailed, signInFailureWords } from './SignInNotes';
import { SignInWindow } from './SignInWindow';
import { ZapierSignOut } from './ZapierSignOut';

/** Offers to sign in at Zapier. */
export function SignedOut({ popup }: { popup: Popup }) {
  const named = popup.namedCustomer;
  const button = useRef<HTMLButtonElement>(null);
  const customer = useRef<HTMLInputElement>(null);
  /** True while the agent corrects a name that was refused. */
  const isCorrected = useSignal(false);
  const state = popup.signIn.value;
  const config = popup.config.value;
  const waiting = popup.isSigningIn.value;
  const kept = popup.keptAccounts.value;
  const failure = state.status === 'failed' ? state.failure : null;
  const refusedName = failure?.code === 'public-domain' || failure?.code === 'unclear-customer' ? failure : null;
  useLayoutEffect(() => {
    isCorrected.value = false;
    (refusedName ? customer : button).current?.focus();
  }, [refusedName]);

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
            {failure && !refusedName && <SignInFailed failure={failure} popup={popup} />}
          </div>
          {popup.waitingForSignIn.value.length > 0 && <WaitingJobs popup={popup} />}
          <TextField
            label={i18n.t('popup.signedOut.named')}
            mark={i18n.t('field.optional')}
            help={i18n.t('popup.signedOut.namedHelp')}
            error={refusedName && !isCorrected.value && signInFailureWords(refusedName)}
            inputRef={customer}
            input={{ placeholder: 'acme.example', maxLength: 1000 }}
            value={named.value}
            onInput={(text) => {
              isCorrected.value = true;
              popup.nameCustomer(text);
            }}
          />
          <button data-main-control ref={button} type="submit" class="button button-main wide" aria-disabled={waiting}>
            {i18n.t(waiting ? 'popup.signedOut.waiting' : 'popup.signedOut.signIn')}
          </button>
          <div class="note wide" role="status">
            <Icon name={waiting ? 'clock' : 'info'} />
            {waiting ? (
              <>
                <p>
                  {i18n.t(
                    state.status === 'code-received' ? 'popup.signedOut.finishing' : 'popup.signedOut.waitingHelp',
                  )}
                </p>
                <p>
                  <SignInWindow popup={popup} />
                </p>
              </>
            ) : (
              <p>
                {i18n.t('popup.signedOut.session')}{' '}
                <ZapierSignOut popup={popup}>{i18n.t('popup.signedOut.otherAccount')}</ZapierSignOut>
              </p>
            )}
          </div>
          {kept.length > 0 && (
            <div class="note wide">
              <Icon name="info" />
              <p>
                {i18n.t('popup.signedOut.kept', { emails: kept.join(', ') })}{' '}
                <VanishingButton onClick={() => void popup.signOut(null)}>
                  {i18n.t('popup.account.signOutOfEverything')}
                </VanishingButton>
              </p>
            </div>
          )}
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

/** Lists connections that were under way when the browser closed. A sign-in will tell whether they exist. */
function WaitingJobs({ popup }: { popup: Popup }) {
  return (
    <div class="note note-warn wide" role="status">
      <Icon name="warn" />
      {popup.waitingForSignIn.value.map(({ accountId, title }) => (
        <p key={`${accountId}/${title}`}>
          {isolated({ title }, (parts) => i18n.t('popup.signedOut.interrupted', parts))}{' '}
          <VanishingButton onClick={() => popup.forgetWaiting(accountId)}>
            {i18n.t('popup.home.forget')}
          </VanishingButton>
        </p>
      ))}
    </div>
  );
}

/** Lists in plain words the scopes that a sign-in asks for. */
function Scopes({ scopes }: { scopes: string }) {
  const asked = [...new Set(scopes.split(/\s+/).filter(Boolean).map(wordsFor))];
  return (
    <ul>
      {asked.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

/** Returns what a scope allows; an unknown scope is shown by its own name. */
function wordsFor(scope: string): string {
  switch (scope) {
    case 'profile':
      return i18n.t('popup.scopes.profile');
    case 'zap':
      return i18n.t('popup.scopes.zap');
    case 'connection:read':
    case 'authentication':
      return i18n.t('popup.scopes.readConnections');
    case 'connection:write':
    case 'authentication:write':
      return i18n.t('popup.scopes.writeConnections');
    default:
      return scope;
  }
}
