import { render } from 'preact';
import { Broken } from '../../components/Broken';
import { Popup } from '../../components/Popup';
import { createPopup } from '../../lib/page/popup';
import { followPopupState } from '../../lib/page/popup-state';
import { send } from '../../lib/page/send';

/** Has the background remove stored items that cannot be read, and starts again. */
async function retry(): Promise<void> {
  // A background that is broken too leaves what there is.
  await send('storage.repair', {}).catch(() => undefined);
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
