import { render } from 'preact';
import { Broken } from '../../components/Broken';
import { Popup } from '../../components/Popup';
import { keepEarlyKeys } from '../../components/ui/early-keys';
import { ignoreHeldEnter } from '../../components/ui/held-enter';
import { createPopup } from '../../lib/page/popup';
import { followPopupState } from '../../lib/page/popup-state';
import { send } from '../../lib/page/send';

/** Makes the background remove stored items that cannot be read, and reloads the popup. */
async function retry(): Promise<void> {
  // If the background does not work either, only reload.
  await send('storage.repair', {}).catch(() => undefined);
  location.reload();
}

ignoreHeldEnter();
keepEarlyKeys();
followPopupState()
  .then((state) => {
    const popup = createPopup(state);
    render(<Popup popup={popup} />, document.body);
    void popup.look();
  })
  .catch((error) => {
    render(<Broken onRetry={() => void retry()} />, document.body);
    reportError(error);
  });
