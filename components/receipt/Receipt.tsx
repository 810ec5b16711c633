import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { Order } from '../../lib/shared/order';
import type { Connected } from '../../lib/shared/order-stage';
import { CopyButton } from '../ui/CopyButton';
import { Email } from '../ui/Email';
import { Icon } from '../ui/Icon';
import { momentAnywhereOf, momentOf } from '../ui/moments';
import { useStatus } from '../ui/status';
import { useBack } from '../ui/use-back';
import { OpenConnections } from '../ui/zapier';
import { AlsoCounted, Twins } from './AlsoNew';
import { CopyForTicket } from './CopyForTicket';
import { usualReceiptTemplate } from './template';
import { Undo } from './Undo';
import './receipt.css';

interface ReceiptProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  order: Order;
  stage: Connected;
}

/** Shows the receipt of a new connection. It contains no part of a credential. */
export function Receipt({ popup, account, form, order, stage }: ReceiptProps) {
  const another = useRef<HTMLButtonElement>(null);
  const copies = useSignal(0);
  const { connection, connectedAt, alsoMade = [], found, twins = [], alsoCounted = 0 } = stage;
  const onZapier = order.via !== 'api';
  const { checkedApps, deletion } = popup.config.value;
  const isChecked = checkedApps.split(' ').includes(form.app.id);
  const remarks = [
    ...(found ? [i18n.t('popup.connected.found')] : []),
    ...(order.via === 'customer' ? [i18n.t('popup.link.byCustomer')] : []),
    // Zapier's own page has used the credentials; nothing else has.
    ...(onZapier ? [] : [i18n.t(isChecked ? 'popup.connected.checked' : 'popup.connected.notChecked')]),
  ];
  useStatus([`${i18n.t('popup.connected.title')}: ${connection.title}.`, ...remarks].join(' '));
  useStatus(copies.value > 0 ? i18n.t('field.copied') : '', copies.value);
  const ticket = order.ticket ?? '';
  const receipt = form.receipt(usualReceiptTemplate(), {
    ...{ customer: account.name, email: account.email, app: form.app.title, ticket },
    ...{
      connection: connection.title,
      id: connection.id,
      when: momentAnywhereOf(connectedAt),
      how: howMade(order, stage, isChecked),
    },
  });
  const announceCopy = () => {
    copies.value += 1;
  };
  const connectAnother = () => {
    form.order.leave();
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
              {remarks.map((remark) => (
                <p key={remark} class="small">
                  {remark}
                </p>
              ))}
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
              <CopyButton text={connection.id} describedBy="connection-id" onCopied={announceCopy} />
            </dd>
            {alsoMade.length > 0 && (
              <>
                <dt>{i18n.t('popup.hosted.alsoMade')}</dt>
                <dd>
                  <bdi>{alsoMade.map((other) => other.title).join('\n')}</bdi>
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
          {twins.length > 0 && (
            <Twins
              form={form}
              twins={twins}
              verdict={i18n.t('popup.connected.twice', twins.length)}
              email={account.email}
            />
          )}
          {alsoCounted > 0 && <AlsoCounted count={alsoCounted} />}
        </div>
        <div class="stack">
          <CopyForTicket
            receipt={receipt}
            next={another}
            onCopied={() => {
              announceCopy();
              popup.receiptCopied(order);
            }}
          />
          <div class="choice-of-two">
            <button ref={another} type="button" class="button" onClick={connectAnother}>
              {i18n.t('popup.connected.another')}
            </button>
            <button type="button" class="button" onClick={order.via === 'customer' ? form.order.leave : form.startOver}>
              {i18n.t('popup.connected.sameApp')}
            </button>
          </div>
          {deletion === 'refused' ? <OpenConnections /> : <Undo form={form} email={account.email} />}
        </div>
      </main>
      {!onZapier && <footer class="foot thin">{i18n.t('popup.connected.wiped')}</footer>}
    </>
  );
}

/** Says in the receipt how the connection was made, and whether anything has proven that it works. */
function howMade({ via }: Order, { found }: Connected, isChecked: boolean): string {
  if (via === 'customer') return i18n.t('receipt.byCustomer');
  if (via === 'zapier-page') return i18n.t('receipt.onZapier');
  if (isChecked) return i18n.t(found ? 'receipt.foundChecked' : 'receipt.withCheckedCredentials');
  return i18n.t(found ? 'receipt.found' : 'receipt.withCredentials');
}
