import { state } from './state';

// Everything below is evaluated while the state is read.

import { render } from 'preact';
import { Popup } from '../../components/popup/Popup';
import { PAGE_LOCK } from '../../lib/mark';
import { createPopup } from '../../lib/popup/popup';

// Held until this page closes: the background then knows that somebody is looking.
void navigator.locks.request(PAGE_LOCK, { mode: 'shared' }, () => new Promise(() => {}));

void state.then((initial) => {
  const popup = createPopup(initial);
  render(<Popup popup={popup} />, document.body);
  void popup.look();
});
