import type { Popup as PopupModel } from '../lib/page/popup';
import { Bar } from './account/Bar';
import { Home } from './home/Home';
import { NotKept } from './NotKept';
import { SignedOut } from './sign-in/SignedOut';
import { lazy } from './ui/lazy';
import { StatusRegion } from './ui/status';

const NotSetUp = lazy(async () => (await import('./sign-in/NotSetUp')).NotSetUp);
const WrongAccount = lazy(async () => (await import('./sign-in/WrongAccount')).WrongAccount);
const FormScreen = lazy(async () => (await import('./form/FormScreen')).FormScreen);

/** The whole popup: what is read out, and the screen that is due. */
export function Popup({ popup }: { popup: PopupModel }) {
  return (
    <>
      <StatusRegion />
      {popup.notKept.value && <NotKept />}
      <Screen popup={popup} />
    </>
  );
}

/** The screen that is due; while somebody is signed in, within the account's colour and below who it is. */
function Screen({ popup }: { popup: PopupModel }) {
  const account = popup.account.value;
  const screen = popup.screen.value;
  if (screen === 'not-set-up') return <NotSetUp popup={popup} />;
  if (!account) return <SignedOut popup={popup} />;
  const app = popup.place.value.app;
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
