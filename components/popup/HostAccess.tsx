import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';

/** The button that gives access to Zapier's hosts back. */
export function HostAccess({ onRequest }: { onRequest: () => Promise<boolean> }) {
  const granted = useSignal(false);
  if (granted.value) return null;
  return (
    <p>
      <button
        type="button"
        class="button button-small"
        onClick={async () => {
          granted.value = await onRequest();
        }}
      >
        {i18n.t('popup.hostAccess.allow')}
      </button>
    </p>
  );
}
