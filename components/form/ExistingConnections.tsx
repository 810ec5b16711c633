import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ExistingConnection } from '../../lib/page/form/existing';
import type { Form } from '../../lib/page/form/form';
import { Countdown } from '../ui/Countdown';
import { Icon } from '../ui/Icon';
import { dayOf } from '../ui/moments';
import { DeleteConnection } from './DeleteConnection';
import { countWords, Nothing, ReadAll, Unclear } from './UnreadConnections';
import './existing.css';

interface ExistingConnectionsProps {
  form: Form;
  /** The account's e-mail. */
  email: string;
  /** Shown above the list where it holds an expired connection, which can be reconnected from it. */
  children?: ComponentChildren;
}

/**
 * Lists the connections that the account already has of the app, folded into one line whose place is kept
 * from the start. The list opens by itself when one needs a look, unless the agent has begun to work:
 * opening it moves the form.
 */
export function ExistingConnections({ form, email, children }: ExistingConnectionsProps) {
  const connections = form.existing.connections.value;
  const failure = form.existing.failure.value;
  const mayReconnect = form.zapierPage.isAllowed;
  const alike = form.duplicates.alike.value;
  /** Picks the connections that the agent should look at before making another one. */
  const needsALook = ({ id, isExpired }: ExistingConnection) => isExpired || alike.has(id);
  const open = useSignal(false);
  const atWork = useRef(false);
  const asked = useSignal<ExistingConnection | null>(null);
  /** What the agent is told about a connection that was just deleted. */
  const gone = useSignal('');
  const place = useRef<HTMLDivElement>(null);
  const summary = useRef<HTMLElement>(null);

  // Listens before the first paint, because a key may be pressed before it.
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
  // Sorted once per list, not at each keystroke, so that rows do not move while the agent types.
  const order = useMemo(() => {
    const sorted = [...(connections ?? [])].sort((one, other) => Number(needsALook(other)) - Number(needsALook(one)));
    return sorted.map(({ id }) => id);
  }, [connections?.map(({ id }) => id).join(' ')]);
  useLayoutEffect(() => {
    if (connections?.some(needsALook) && !atWork.current) open.value = true;
  }, [known]);

  return (
    <div ref={place} class="existing" tabIndex={-1}>
      <div role="status">
        {gone.value && <span class="unseen">{gone.value}</span>}
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
            <span>{countWords(connections.length, form.existing.listed.value?.count ?? null)}</span>
            <Expired count={connections.filter(({ isExpired }) => isExpired).length} />
          </summary>
          {mayReconnect && connections.some(({ isExpired }) => isExpired) && children}
          <ul aria-label={i18n.t('popup.existing.list')}>
            {inOrder(connections, order).map((connection) => (
              <Row
                key={connection.id}
                connection={connection}
                alike={alike.get(connection.id)}
                onReconnect={mayReconnect ? () => form.zapierPage.reconnect(connection) : null}
                onDelete={
                  form.mayDelete
                    ? () => {
                        asked.value = connection;
                      }
                    : null
                }
              />
            ))}
          </ul>
          <ReadAll form={form} />
        </details>
      ) : (
        <Nothing form={form} />
      )}
      <Unclear form={form} />
      {asked.value && (
        <DeleteConnection
          form={form}
          connection={asked.value}
          email={email}
          onClose={(deletion) => {
            if (deletion) {
              const title = asked.value?.title ?? '';
              gone.value = i18n.t(GONE[deletion], { title });
              (summary.current ?? place.current)?.focus();
            }
            asked.value = null;
          }}
        />
      )}
    </div>
  );
}

function inOrder(connections: ExistingConnection[], order: string[]): ExistingConnection[] {
  return order.flatMap((id) => connections.find((connection) => connection.id === id) ?? []);
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

const GONE = { deleted: 'popup.existing.gone', 'already-gone': 'popup.existing.wasGone' } as const;

const ALIKE = {
  same: 'popup.existing.sameName',
  near: 'popup.existing.nearName',
  credentials: 'popup.existing.sameCredentials',
} as const;

interface RowProps {
  connection: ExistingConnection;
  alike: keyof typeof ALIKE | undefined;
  /** Null where a policy switches it off, as below. */
  onReconnect: (() => void) | null;
  onDelete: (() => void) | null;
}

function Row({ connection, alike, onReconnect, onDelete }: RowProps) {
  const { title, isExpired, madeAt } = connection;
  const details = [
    alike && i18n.t(ALIKE[alike]),
    madeAt !== null && i18n.t('popup.existing.madeHere', { date: dayOf(madeAt) }),
  ].filter(Boolean);
  return (
    <li>
      <span class="grow wraps">
        <bdi>{title}</bdi>
        {details.length > 0 && <span class="cut small muted">{details.join(' · ')}</span>}
      </span>
      {isExpired && (
        <span class="expired">
          <Icon name="warn" />
          {i18n.t('popup.existing.expired')}
        </span>
      )}
      {isExpired && onReconnect && (
        <button
          type="button"
          class="quiet"
          aria-label={i18n.t('popup.hosted.reconnectNamed', { title })}
          onClick={onReconnect}
        >
          {i18n.t('popup.hosted.reconnectShort')}
        </button>
      )}
      {onDelete && (
        <button
          type="button"
          class="quiet"
          aria-label={i18n.t('popup.existing.deleteNamed', { title })}
          onClick={onDelete}
        >
          {i18n.t('popup.existing.delete')}
        </button>
      )}
    </li>
  );
}
