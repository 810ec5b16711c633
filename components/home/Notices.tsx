import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { SignInNotice } from '../../lib/shared/sign-in';
import { SignInAgain } from '../sign-in/SignInAgain';
import { SignInEnded, SignInFailed } from '../sign-in/SignInNotes';
import { Alert } from '../ui/Alert';
import { VanishingButton } from '../ui/focus';
import { isolated } from '../ui/isolated';

/** Shows that the sign-in has ended, or why the last one failed. Belongs in an alert. */
export function SignInTrouble({ popup, account }: { popup: Popup; account: AccountView }) {
  const state = popup.signIn.value;
  if (account.signIn === 'ended') return <SignInEnded popup={popup} account={account} />;
  if (state.status !== 'failed') return null;
  return (
    <SignInFailed failure={state.failure} popup={popup}>
      <Dismiss popup={popup} />
    </SignInFailed>
  );
}

/** Says before an app is chosen whose account came back from Zapier, and whose forms wait for a sign-in. */
export function Notices({ popup, account }: { popup: Popup; account: AccountView }) {
  const state = popup.signIn.value;
  const notice = state.status === 'done' && state.accountId === account.id ? state.notice : null;
  const waiting = popup.place.value.query === '' && popup.waitingAccount.value;

  return (
    <>
      {notice && notice.code !== 'as-named' && notice.code !== 'accepted' && (
        <Notice notice={notice} popup={popup} account={account} />
      )}
      {waiting && (
        <Alert
          kind="warn"
          verdict={isolated({ email: waiting.email }, (parts) => i18n.t('popup.waitingForm.text', parts))}
          actions={
            <>
              <SignInAgain popup={popup} email={waiting.email} />
              <VanishingButton onClick={() => popup.signOut(waiting.id)}>
                {i18n.t('popup.waitingForm.discard')}
              </VanishingButton>
            </>
          }
        />
      )}
    </>
  );
}

interface NoticeProps {
  notice: Exclude<SignInNotice, { code: 'as-named' | 'accepted' }>;
  popup: Popup;
  account: AccountView;
}

/** Says how the account that signed in is not simply the one the agent named. */
function Notice({ notice, popup, account: { email, fullName } }: NoticeProps) {
  const isStill = notice.code === 'still-signed-in';
  return (
    <Alert kind={isStill ? 'warn' : 'info'}>
      <p>
        {notice.code === 'renamed'
          ? isolated({ before: notice.before, email }, (parts) => i18n.t('popup.notice.renamed', parts))
          : isStill
            ? isolated({ email }, (parts) => i18n.t('popup.notice.still', parts))
            : isolated({ name: fullName || email }, (parts) => i18n.t('popup.notice.whoever', parts))}{' '}
        {notice.code !== 'renamed' && (
          <button type="button" class="quiet" onClick={() => popup.signInAsSomeoneElse('')}>
            {i18n.t(isStill ? 'popup.signedOut.otherAccount' : 'popup.notice.notThisCustomer')}
          </button>
        )}{' '}
        <Dismiss popup={popup} />
      </p>
    </Alert>
  );
}

/** Dismisses the message about the last sign-in. */
function Dismiss({ popup }: { popup: Popup }) {
  return <VanishingButton onClick={popup.acknowledgeSignIn}>{i18n.t('popup.notice.dismiss')}</VanishingButton>;
}
