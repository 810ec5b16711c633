import { useSignal } from '@preact/signals';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { ConnectionRef } from '../../lib/shared/connection';
import { DeleteConnection } from '../form/DeleteConnection';
import { Icon } from '../ui/Icon';

interface TwinsProps {
  form: Form;
  twins: ConnectionRef[];
  /** Whose account they are in. */
  email: string;
}

/** That one order made more than one connection, and the way to be rid of what is too much. */
export function Twins({ form, twins, email }: TwinsProps) {
  const asked = useSignal<ConnectionRef | null>(null);
  return (
    <div class="note note-warn spaced">
      <Icon name="warn" />
      <p>
        <b>{i18n.t('popup.connected.twice')}</b> {i18n.t('popup.connected.twiceText')}
      </p>
      {twins.map((twin) => (
        <p key={twin.id} class="line">
          <span class="grow cut">
            {i18n.t('popup.connected.twin', { title: twin.title })} <span class="mono">{twin.id}</span>
          </span>
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
    </div>
  );
}
