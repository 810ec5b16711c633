import { i18n } from '#i18n';
import { Icon } from './ui/Icon';

/** What is typed goes with the page. */
export function NotKept() {
  return (
    <div class="note note-warn" role="alert">
      <Icon name="warn" />
      <p class="strong">{i18n.t('popup.notKept.title')}</p>
      <p>{i18n.t('popup.notKept.text')}</p>
    </div>
  );
}
