import { state } from './state';

// Everything below is evaluated while the state is read.

import { render } from 'preact';
import { lazy } from '../../components/popup/lazy';
import { Popup } from '../../components/popup/Popup';
import { createPopup } from '../../lib/popup/popup';

const Broken = lazy(async () => (await import('../../components/popup/Broken')).Broken);

/** Has the background take away what cannot be read, and starts once more. */
async function retry(): Promise<void> {
  const { send } = await import('../../lib/messages/send');
  // A background that is broken too leaves what there is.
  await send('storage.mend', {}).catch(() => undefined);
  location.reload();
}

void state
  .then((initial) => {
    const popup = createPopup(initial);
    render(<Popup popup={popup} />, document.body);
    void popup.look();
  })
  .catch((error) => {
    render(<Broken onRetry={() => void retry()} />, document.body);
    reportError(error);
  });
