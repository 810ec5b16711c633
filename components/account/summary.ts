import { i18n } from '#i18n';
import type { AccountView } from '../../lib/page/popup';
import type { AppRef } from '../../lib/shared/app';
import type { FilledText, Piece } from '../../lib/shared/filled-text';
import type { Order } from '../../lib/shared/order';
import { momentAnywhereOf } from '../ui/moments';

/**
 * Returns what was done for a customer since the browser started, what failed, waits or is open, line by line, to be
 * put into a ticket. Contains no value that was typed into a form.
 */
export function summaryOf(account: AccountView, orders: Order[], unfinished: AppRef[]): FilledText {
  const { head, email, ticket } = account;
  const left = unfinished.filter(({ id }) => orders.every((order) => order.app.id !== id || order.isClosed));
  const lines = [
    line(i18n.t('summary.customer'), head, ` (${email})`),
    ...(ticket ? [line(i18n.t('summary.ticket'), ticket)] : []),
    line(i18n.t('summary.asOf'), momentAnywhereOf(Date.now())),
    ...orders.map(lineOf),
    ...left.map(({ title }) => line(i18n.t('summary.unfinished'), title)),
    ...(orders.length + left.length === 0 ? [[word(i18n.t('summary.nothing'))]] : []),
  ];
  return { text: lines.map((pieces) => pieces.map(({ text }) => text).join('')).join('\n'), lines };
}

const word = (text: string): Piece => ({ text, isValue: false });

const value = (text: string): Piece => ({ text, isValue: true });

const line = (label: string, text: string, more = ''): Piece[] => [
  word(`${label} `),
  value(text),
  ...(more ? [word(more)] : []),
];

/** Says in one line what became of an order. */
function lineOf({ app, title, stage }: Order): Piece[] {
  const name = title === app.title ? app.title : `${app.title}, ${title}`;
  switch (stage.name) {
    case 'connected':
      return line(
        i18n.t('summary.connected'),
        name,
        ` (${stage.connection.id}, ${momentAnywhereOf(stage.connectedAt)})`,
      );
    case 'undone':
      return line(i18n.t('summary.undone'), name, ` (${stage.connection.id})`);
    case 'failed':
      return line(i18n.t('summary.notConnected'), name);
    case 'not-sure':
      return line(i18n.t('summary.notSure'), name);
    case 'with-customer':
      return line(i18n.t('summary.withCustomer'), name);
    case 'on-page':
      return line(i18n.t('summary.onPage'), name);
    default:
      return line(i18n.t('summary.underWay'), name);
  }
}
