import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { ConnectionRef } from '../../lib/shared/connection';
import type { Progress } from '../../lib/shared/job';
import { DeleteConnection } from '../form/DeleteConnection';
import { CopyButton } from '../ui/CopyButton';
import { Email } from '../ui/Email';
import { Icon } from '../ui/Icon';
import { isolated } from '../ui/isolated';
import { momentOf } from '../ui/moments';
import { useStatus } from '../ui/status';
import { useBack } from '../ui/use-back';
import { ZAPIER_CONNECTIONS } from '../ui/zapier';
import { Undo } from './Undo';

interface ReceiptProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  progress: Extract<Progress, { status: 'connected' }>;
}

/** Shows the receipt of a new connection. It contains no part of a credential. */
export function Receipt({ popup, account, form, progress }: ReceiptProps) {
  const another = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => another.current?.focus(), []);
  const copies = useSignal(0);
  const { connection, connectedAt, onZapier, found, twins = [], alsoCounted = 0 } = progress;
  const words = `${i18n.t('popup.connected.title')}: ${connection.title}`;
  useStatus(found ? `${words}. ${i18n.t('popup.connected.found')}` : words);
  useStatus(copies.value > 0 ? i18n.t('field.copied') : '', copies.value);
  const ticket = form.order.job.value?.ticket;
  const connectAnother = () => {
    form.order.forget();
    popup.leave(false);
  };
  useBack(connectAnother);

  return (
    <>
      <main>
        <section class="receipt">
          <div class="receipt-head">
            <span class="seal">
              <Icon name="tick" />
            </span>
            <div class="grow">
              <p class="small strong ok">{i18n.t('popup.connected.title')}</p>
              <h1>
                <bdi>{connection.title}</bdi>
              </h1>
              {found && <p class="small">{i18n.t('popup.connected.found')}</p>}
            </div>
          </div>
          <dl class="facts">
            <dt>{i18n.t('popup.connected.account')}</dt>
            <dd>
              <Email email={account.email} wraps />
            </dd>
            <dt>{i18n.t('popup.connected.app')}</dt>
            <dd>
              <bdi>{form.app.title}</bdi>
            </dd>
            <dt id="connection-id">{i18n.t('popup.connected.connection')}</dt>
            <dd>
              <span class="cut mono">{connection.id}</span>
              <CopyButton
                text={connection.id}
                describedBy="connection-id"
                onCopied={() => {
                  copies.value += 1;
                }}
              />
            </dd>
            {onZapier && onZapier.alsoMade.length > 0 && (
              <>
                <dt>{i18n.t('popup.hosted.alsoMade')}</dt>
                <dd>
                  <bdi>{onZapier.alsoMade.join('\n')}</bdi>
                </dd>
              </>
            )}
            {ticket && (
              <>
                <dt>{i18n.t('popup.connected.ticket')}</dt>
                <dd>
                  <bdi>{ticket}</bdi>
                </dd>
              </>
            )}
            <dt>{i18n.t('popup.connected.when')}</dt>
            <dd>{momentOf(connectedAt)}</dd>
          </dl>
        </section>
        <div role="alert">
          {twins.length > 0 && <Twins form={form} twins={twins} email={account.email} />}
          {alsoCounted > 0 && <AlsoCounted count={alsoCounted} />}
        </div>
        <div class="stack">
          <button ref={another} type="button" class="button button-main" onClick={connectAnother}>
            {i18n.t('popup.connected.another')}
          </button>
          <button type="button" class="button" onClick={form.startOver}>
            {i18n.t('popup.connected.sameApp')}
          </button>
          <Undo form={form} />
        </div>
        {!onZapier && <p class="small muted spaced">{i18n.t('popup.connected.wiped')}</p>}
      </main>
      <footer class="foot thin">
        <span class="grow">
          {isolated({ name: account.name, email: account.email }, (parts) => i18n.t('popup.home.into', parts))}
        </span>
      </footer>
    </>
  );
}

interface TwinsProps {
  form: Form;
  twins: ConnectionRef[];
  /** E-mail of the account that holds them. */
  email: string;
}

/** Says that more than one connection of the order's name is new, and offers to delete the others. */
function Twins({ form, twins, email }: TwinsProps) {
  const asked = useSignal<ConnectionRef | null>(null);
  return (
    <div class="note note-warn spaced">
      <Icon name="warn" />
      <p>
        <b>{i18n.t('popup.connected.twice', twins.length)}</b> {i18n.t('popup.connected.twiceText')}
      </p>
      {twins.map((twin) => (
        <p key={twin.id} class="line">
          <span class="grow wraps">
            {isolated({ title: twin.title }, (parts) => i18n.t('popup.connected.twin', parts))}{' '}
            <span class="mono">{twin.id}</span>
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

/** Says that Zapier counts more new connections than this one, of which one may be its twin. */
function AlsoCounted({ count }: { count: number }) {
  return (
    <div class="note note-warn spaced">
      <Icon name="warn" />
      <p>
        <b>{i18n.t('popup.connected.alsoCounted', count)}</b> {i18n.t('popup.connected.alsoCountedText')}
      </p>
      <p>
        <a href={ZAPIER_CONNECTIONS} target="_blank" rel="noreferrer">
          {i18n.t('popup.failure.openConnections')}
        </a>
      </p>
    </div>
  );
}
