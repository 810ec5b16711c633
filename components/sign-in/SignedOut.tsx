import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import type { SignInState } from '../../lib/shared/sign-in';
import { Alert } from '../ui/Alert';
import { VanishingButton } from '../ui/focus';
import { Icon } from '../ui/Icon';
import { useStatus } from '../ui/status';
import { TextField } from '../ui/TextField';
import { useBack } from '../ui/use-back';
import { SignInFailed, signInFailureWords } from './SignInNotes';
import { SignInWindow } from './SignInWindow';
import { WaitingOrders } from './WaitingOrders';
import '../ui/hero.css';
import './sign-in.css';

/** Offers to sign in at Zapier. */
export function SignedOut({ popup }: { popup: Popup }) {
  const { named, ticket, pasted } = popup.expected;
  const held = popup.held.text.value;
  const customer = useRef<HTMLInputElement>(null);
  /** True while the agent corrects a name that was refused. */
  const isCorrected = useSignal(false);
  const state = popup.signIn.value;
  const config = popup.config.value;
  const waiting = popup.isSigningIn.value;
  /** True while Zapier's own sign-out is open, after which the agent can go on by hand too. */
  const isLeaving = state.status === 'leaving-zapier';
  const kept = popup.customers.all.value;
  const failure = state.status === 'failed' ? state.failure : null;
  const refusedName = failure?.code === 'public-domain' || failure?.code === 'unclear-customer' ? failure : null;
  useEffect(popup.held.read, []);
  useLayoutEffect(() => {
    isCorrected.value = false;
    customer.current?.focus();
    customer.current?.select();
  }, [refusedName]);
  const took = pasted.value?.took ? i18n.t('popup.signedOut.took', { customer: pasted.value.took }) : '';
  useStatus(took);
  /** Takes customer and ticket from a text that is pasted or dropped; what else it holds waits, hidden, for its form. */
  const take = (event: Event, data: DataTransfer | null) => {
    if (!popup.pasteForSignIn(data?.getData('text/plain') ?? '')) return;
    event.preventDefault();
    isCorrected.value = true;
  };

  return (
    <div class="frame nobody">
      <main>
        <form
          class="hero"
          onSubmit={(event) => {
            event.preventDefault();
            if (!waiting || isLeaving) popup.startSignIn(named.value);
          }}
        >
          <Icon name="logo" />
          <h1>{i18n.t('popup.signedOut.title')}</h1>
          <div role="alert" class="wide">
            {failure && !refusedName && <SignInFailed failure={failure} popup={popup} />}
          </div>
          {popup.waitingForSignIn.value.length > 0 && <WaitingOrders popup={popup} />}
          <div class="named">
            <TextField
              label={i18n.t('popup.signedOut.named')}
              help={took || `${i18n.t('popup.signedOut.paste')} ${i18n.t('popup.signedOut.namedHelp')}`}
              error={
                pasted.value && !took
                  ? i18n.t('popup.signedOut.tookNothing')
                  : refusedName && !isCorrected.value && signInFailureWords(refusedName)[0]
              }
              inputRef={customer}
              isMain
              input={{
                placeholder: 'acme.example',
                maxLength: 1000,
                onPaste: (event) => take(event, event.clipboardData),
                onDrop: (event) => take(event, event.dataTransfer),
              }}
              value={named.value}
              onInput={(text) => {
                isCorrected.value = true;
                popup.expected.name(text);
              }}
            />
            <TextField
              label={i18n.t('popup.account.ticketField')}
              input={{ placeholder: '#4711', maxLength: 255 }}
              value={ticket.value}
              onInput={popup.expected.setTicket}
            />
          </div>
          <div class="wide" role="status">
            {held && (
              <Alert kind="info">
                <p>
                  {i18n.t('popup.home.pastedText', { length: held.length })}{' '}
                  <VanishingButton onClick={popup.forgetPasted}>{i18n.t('popup.home.forget')}</VanishingButton>
                </p>
              </Alert>
            )}
            {popup.held.isTooLong.value && <Alert kind="warn">{i18n.t('popup.home.pastedTooLong')}</Alert>}
          </div>
          <button type="submit" class="button button-main wide" aria-disabled={waiting && !isLeaving}>
            {i18n.t(
              isLeaving ? 'popup.signedOut.goOn' : waiting ? 'popup.signedOut.waiting' : 'popup.signedOut.signIn',
            )}
          </button>
          <div class="wide" role="status">
            {waiting ? (
              <Alert kind="wait" verdict={waitingVerdict(state)} actions={<SignInWindow popup={popup} />}>
                {waitingWords(state)}
              </Alert>
            ) : (
              <Alert kind="info">
                <p>
                  {i18n.t('popup.signedOut.session')}{' '}
                  <VanishingButton onClick={() => popup.signInAsSomeoneElse(named.value)}>
                    {i18n.t('popup.signedOut.otherAccount')}
                  </VanishingButton>
                </p>
              </Alert>
            )}
          </div>
          {kept.length > 0 && (
            <Alert
              kind="info"
              verdict={i18n.t('popup.signedOut.kept')}
              actions={
                <>
                  {kept.map(({ id, email }) => (
                    <button key={id} type="button" class="quiet" onClick={() => popup.customers.show(id)}>
                      <bdi>{email}</bdi>
                    </button>
                  ))}
                  <VanishingButton onClick={() => popup.signOut(null)}>
                    {i18n.t('popup.account.signOutOfEverything')}
                  </VanishingButton>
                </>
              }
            />
          )}
          <details class="wide small muted">
            <summary>{i18n.t('popup.signedOut.opens', { host: new URL(config.authorizationUrl).host })}</summary>
            <Scopes scopes={config.scopes} />
          </details>
        </form>
      </main>
      <footer class="foot thin">{i18n.t('popup.signedOut.password')}</footer>
      {popup.customers.adds.value && <BackToCustomer popup={popup} />}
    </div>
  );
}

/** Returns what the sign-in waits for, in a few words. */
function waitingVerdict({ status }: SignInState): string {
  if (status === 'leaving-zapier') return i18n.t('popup.signedOut.leavingTitle');
  return i18n.t(status === 'code-received' ? 'popup.signedOut.windowClosed' : 'popup.signedOut.windowOpen');
}

/** Returns what that means for the agent. */
function waitingWords({ status }: SignInState): string {
  if (status === 'leaving-zapier') return i18n.t('popup.signedOut.leaving');
  return i18n.t(status === 'code-received' ? 'popup.signedOut.finishing' : 'popup.signedOut.goesOn');
}

/**
 * Has Escape end the sign-in and lead back to the customer who was shown. Where there is none, it closes the popup, and
 * the sign-in continues.
 */
function BackToCustomer({ popup }: { popup: Popup }) {
  useBack(() => {
    if (popup.isSigningIn.value) popup.cancelSignIn();
    popup.customers.addNobody();
  });
  return null;
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
