import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ExistingConnection } from '../../lib/page/form/existing';
import type { Form } from '../../lib/page/form/form';
import type { Failure } from '../../lib/shared/failure';
import { Countdown } from '../ui/Countdown';
import { dayOf } from '../ui/day';
import { Icon } from '../ui/Icon';
import { DeleteConnection } from './DeleteConnection';
import './existing.css';

interface ExistingConnectionsProps {
  form: Form;
  /** Whose account it is. */
  email: string;
}

/** Whether the agent should look at a connection before making another. */
const needsALook = ({ isExpired, alike }: ExistingConnection) => isExpired || alike !== null;

/**
 * What the account has of the app already: one line, in a place that is kept from the start. It opens
 * itself for what needs a look, but never once the hand is at work, because it would move the form.
 */
export function ExistingConnections({ form, email }: ExistingConnectionsProps) {
  const connections = form.existing.connections.value;
  const failure = form.existing.failure.value;
  const open = useSignal(false);
  const atWork = useRef(false);
  const asked = useSignal<ExistingConnection | null>(null);
  const gone = useSignal('');
  const place = useRef<HTMLDivElement>(null);
  const summary = useRef<HTMLElement>(null);

  // From the moment that there is something to press: a key may come before the first paint.
  useLayoutEffect(() => {
    const begin = () => {
      atWork.current = true;
    };
    const signs = ['keydown', 'pointerdown', 'pointermove'];
    for (const sign of signs) document.addEventListener(sign, begin);
    return () => {
      for (const sign of signs) document.removeEventListener(sign, begin);
    };
  }, []);

  const known = connections !== null;
  // Not at each keystroke: rows would change places under the hand.
  const order = useMemo(() => orderOf(connections ?? []), [connections?.map(({ id }) => id).join(' ')]);
  useLayoutEffect(() => {
    if (connections?.some(needsALook) && !atWork.current) open.value = true;
  }, [known]);

  return (
    <div ref={place} class="existing" tabIndex={-1}>
      <div role="status">
        {gone.value && <span class="unseen">{i18n.t('popup.existing.gone', { title: gone.value })}</span>}
        {!known && failure?.code === 'paused' && (
          <Countdown until={failure.until} words={(left) => i18n.t('popup.existing.paused', { left })} />
        )}
      </div>
      {connections?.length ? (
        <details
          open={open.value}
          onToggle={(event) => {
            open.value = event.currentTarget.open;
          }}
        >
          <summary ref={summary}>
            <Icon name="down" />
            <span>{i18n.t('popup.existing.count', connections.length)}</span>
            <Expired count={connections.filter(({ isExpired }) => isExpired).length} />
          </summary>
          <ul aria-label={i18n.t('popup.existing.list')}>
            {inOrder(connections, order).map((connection) => (
              <Row
                key={connection.id}
                connection={connection}
                onReconnect={() => form.hosted.reconnect(connection)}
                onDelete={() => {
                  asked.value = connection;
                }}
              />
            ))}
          </ul>
        </details>
      ) : (
        <Nothing known={known} failure={failure} />
      )}
      {asked.value && (
        <DeleteConnection
          form={form}
          connection={asked.value}
          email={email}
          onClose={(deleted) => {
            if (deleted) {
              gone.value = asked.value?.title ?? '';
              (summary.current ?? place.current)?.focus();
            }
            asked.value = null;
          }}
        />
      )}
    </div>
  );
}

/** Ids in the order of the list: what needs a look first, otherwise as Zapier has it. */
function orderOf(connections: ExistingConnection[]): string[] {
  return [...connections].sort((one, other) => Number(needsALook(other)) - Number(needsALook(one))).map(({ id }) => id);
}

function inOrder(connections: ExistingConnection[], order: string[]): ExistingConnection[] {
  return order.flatMap((id) => connections.find((connection) => connection.id === id) ?? []);
}

function Nothing({ known, failure }: { known: boolean; failure: Failure | null }) {
  if (known) return <p>{i18n.t('popup.existing.none')}</p>;
  if (failure && failure.code !== 'paused') return <p>{i18n.t('popup.existing.unknown')}</p>;
  if (failure) return null;
  return <p class="late">{i18n.t('popup.existing.looking')}</p>;
}

function Expired({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span class="expired">
      <Icon name="warn" />
      {i18n.t('popup.existing.countExpired', count)}
    </span>
  );
}

const ALIKE = {
  same: 'popup.existing.sameName',
  near: 'popup.existing.nearName',
  credentials: 'popup.existing.sameCredentials',
} as const;

interface RowProps {
  connection: ExistingConnection;
  onReconnect: () => void;
  onDelete: () => void;
}

function Row({ connection, onReconnect, onDelete }: RowProps) {
  const { title, isExpired, madeAt, alike } = connection;
  const details = [
    alike && i18n.t(ALIKE[alike]),
    madeAt !== null && i18n.t('popup.existing.madeHere', { date: dayOf(madeAt, 'short') }),
  ].filter(Boolean);
  return (
    <li>
      <span class="grow">
        <span class="cut">{title}</span>
        {details.length > 0 && <span class="cut small muted">{details.join(' · ')}</span>}
      </span>
      {isExpired && (
        <span class="expired">
          <Icon name="warn" />
          {i18n.t('popup.existing.expired')}
        </span>
      )}
      {isExpired && (
        <button
          type="button"
          class="quiet"
          aria-label={i18n.t('popup.hosted.reconnectNamed', { title })}
          onClick={onReconnect}
        >
          {i18n.t('popup.hosted.reconnectShort')}
        </button>
      )}
      <button
        type="button"
        class="quiet"
        aria-label={i18n.t('popup.existing.deleteNamed', { title })}
        onClick={onDelete}
      >
        {i18n.t('popup.existing.delete')}
      </button>
    </li>
  );
}
