import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import { focusMainControl } from '../ui/focus';

/** Shows a button that asks the browser for access to Zapier's hosts again. */
export function HostAccess({ popup }: { popup: Popup }) {
  const granted = useSignal(false);
  if (granted.value) return null;
  return (
    <button
      type="button"
      class="button"
      onClick={async () => {
        if (!(await popup.requestHostAccess())) return;
        focusMainControl();
        granted.value = true;
      }}
    >
      {i18n.t('popup.hostAccess.allow')}
    </button>
  );
}
