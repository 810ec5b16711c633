import { render } from 'preact';
import { Popup } from '../../components/popup/Popup';
import { PAGE_LOCK } from '../../lib/mark';
import { createPopup, readPopupState } from '../../lib/popup/popup';

// Held until this page closes: the background then knows that somebody is looking.
void navigator.locks.request(PAGE_LOCK, { mode: 'shared' }, () => new Promise(() => {}));

void readPopupState().then((state) => {
  const popup = createPopup(state);
  render(<Popup popup={popup} />, document.body);
  void popup.look();
});
