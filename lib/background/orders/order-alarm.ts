import { accountPart } from '../../shared/items';
import type { Order } from '../../shared/order';

const PREFIX = 'order/';

/** Returns the name of the alarm for an order's next step. Sign-out finds it by the account. */
export const orderAlarm = ({ accountId, id }: Pick<Order, 'accountId' | 'id'>): string =>
  `${PREFIX}${accountPart(accountId)}/${id}`;

/** Returns whether an alarm is for an order's next step. */
export const isOrderAlarm = (name: string): boolean => name.startsWith(PREFIX);
