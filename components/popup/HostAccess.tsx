import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Popup } from '../../lib/popup/popup';

/** The button that gives access to Zapier's hosts back. */
export function HostAccess({ popup }: { popup: Popup }) {
  const granted = useSignal(false);
  useEffect(popup.prepareHostAccess, []);
  if (granted.value) return null;
  return (
    <p>
      <button
        type="button"
        class="button button-small"
        onClick={async () => {
          granted.value = await popup.requestHostAccess();
        }}
      >
        {i18n.t('popup.hostAccess.allow')}
      </button>
    </p>
  );
}
