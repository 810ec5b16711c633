import { i18n } from '#i18n';
import { Icon } from '../ui/Icon';

/** Says that a value is the administrator's. */
export function LockMark() {
  return (
    <>
      <Icon name="lock" />
      {i18n.t('settings.setByAdministrator')}
    </>
  );
}
