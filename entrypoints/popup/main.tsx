import { render } from 'preact';
import { Broken } from '../../components/popup/Broken';
import { Popup } from '../../components/popup/Popup';
import { send } from '../../lib/messages/send';
import { createPopup } from '../../lib/popup/popup';
import { followPopupState } from '../../lib/popup/popup-state';

/** Has the background remove stored items that cannot be read, and starts again. */
async function retry(): Promise<void> {
  // A background that is broken too leaves what there is.
  await send('storage.mend', {}).catch(() => undefined);
  location.reload();
}

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
