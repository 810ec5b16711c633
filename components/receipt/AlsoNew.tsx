import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { ConnectionRef } from '../../lib/shared/connection';
import { DeleteConnection } from '../form/DeleteConnection';
import { Alert } from '../ui/Alert';
import { isolated } from '../ui/isolated';
import { OpenConnections } from '../ui/zapier';

interface TwinsProps {
  form: Form;
  twins: ConnectionRef[];
  verdict: string;
  /** E-mail of the account that holds them. */
  email: string;
}

/** Says that connections of the order's name are new besides its own, and offers to delete them. */
export function Twins({ form, twins, verdict, email }: TwinsProps) {
  const asked = useSignal<ConnectionRef | null>(null);
  return (
    <Alert kind="warn" verdict={verdict}>
      <p>{i18n.t('popup.connected.twiceText')}</p>
      {twins.map((twin) => (
        <p key={twin.id} class="line">
          <span class="grow wraps">
            {isolated({ title: twin.title }, (parts) => i18n.t('popup.connected.twin', parts))}{' '}
            <span class="mono">{twin.id}</span>
          </span>
          {form.mayDelete && (
            <button
              type="button"
              class="button button-small"
              aria-label={i18n.t('popup.existing.deleteNamed', { title: twin.title })}
              onClick={() => {
                asked.value = twin;
              }}
            >
              {i18n.t('popup.existing.delete')}
            </button>
          )}
        </p>
      ))}
      {asked.value && (
        <DeleteConnection
          form={form}
          connection={asked.value}
          email={email}
          onClose={() => {
            asked.value = null;
          }}
        />
      )}
    </Alert>
  );
}

/** Says that Zapier counts more new connections than this one, of which one may be its twin. */
export function AlsoCounted({ count }: { count: number }) {
  return (
    <Alert kind="warn" verdict={i18n.t('popup.connected.alsoCounted', count)} actions={<OpenConnections />}>
      {i18n.t('popup.connected.alsoCountedText')}
    </Alert>
  );
}
