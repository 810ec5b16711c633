import { i18n } from '#i18n';
import type { Popup as PopupModel } from '../lib/page/popup';
import { Bar } from './account/Bar';
import { News } from './account/News';
import { Home } from './home/Home';
import { SignedOut } from './sign-in/SignedOut';
import { Alert } from './ui/Alert';
import { lazy } from './ui/lazy';
import { StatusRegion } from './ui/status';

const NotSetUp = lazy(async () => (await import('./sign-in/NotSetUp')).NotSetUp);
const WrongAccount = lazy(async () => (await import('./sign-in/WrongAccount')).WrongAccount);
const SignOutQuestion = lazy(async () => (await import('./account/SignOutQuestion')).SignOutQuestion);
const FormScreen = lazy(async () => (await import('./form/FormScreen')).FormScreen);

/** Shows the whole popup: the region that screen readers announce, a warning when nothing is kept, and the screen. */
export function Popup({ popup }: { popup: PopupModel }) {
  return (
    <>
      <StatusRegion />
      {popup.notKept.value && <NotKept />}
      <Screen popup={popup} />
      {popup.screen.value !== 'not-set-up' && <News popup={popup} />}
      {popup.signOutAsked.value && <SignOutQuestion popup={popup} count={popup.signOutAsked.value.count} />}
    </>
  );
}

/** Shows the current screen. While an account is signed in, its bar and its colour frame the screen. */
function Screen({ popup }: { popup: PopupModel }) {
  const account = popup.account.value;
  const screen = popup.screen.value;
  if (screen === 'not-set-up') return <NotSetUp popup={popup} />;
  if (!account) return <SignedOut popup={popup} />;
  const app = popup.app.value;
  return (
    <div class="frame who" style={{ '--who-hue': account.hue }}>
      <Bar popup={popup} account={account} />
      {screen === 'wrong-account' && <WrongAccount popup={popup} account={account} />}
      {screen === 'home' && <Home popup={popup} account={account} />}
      {screen === 'form' && app && (
        <FormScreen key={`${account.id}/${app.id}`} popup={popup} account={account} app={app} />
      )}
    </div>
  );
}

/** Warns that nothing can be stored, so that what is typed is lost when the popup closes. */
function NotKept() {
  return (
    <div role="alert">
      <Alert kind="warn" verdict={i18n.t('popup.notKept.title')}>
        {i18n.t('popup.notKept.text')}
      </Alert>
    </div>
  );
}
