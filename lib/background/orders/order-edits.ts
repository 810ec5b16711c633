import type { ConnectionRef } from '../../shared/connection';
import { type ApiOrder, isOut, isSameForm, type Order, type PageOrder } from '../../shared/order';
import type { OrderFailure, Undone } from '../../shared/order-stage';

/** Returns an order as it may outlast the browser or a sign-out: without what was typed and without Zapier's words. */
export function bare(order: ApiOrder): ApiOrder {
  const { stage } = order;
  if (stage.name === 'checking' || stage.name === 'not-sure')
    return { ...order, stage: { name: 'checking', loss: { code: 'answer-lost' } } };
  if (stage.name === 'failed') return { ...order, stage: { name: 'failed', failure: bareFailure(stage.failure) } };
  if (stage.name !== 'connected') return order;
  const { draft: _draft, ...connected } = stage;
  return { ...order, stage: connected };
}

function bareFailure(failure: OrderFailure): OrderFailure {
  if (failure.code === 'not-created') return { ...failure, loss: { code: 'answer-lost' } };
  return failure.code === 'values-gone' ? failure : { code: 'reason-gone' };
}

/**
 * Returns what is kept of an order while its account is signed out: what may exist at Zapier is told when it comes back.
 * Null if nothing is.
 */
export function outlasting(order: Order): Order | null {
  const isToTell = order.via === 'api' && (isOut(order) || (order.stage.name === 'connected' && order.sent));
  return isToTell ? { ...bare(order), isRecovered: true } : null;
}

/** Returns an order whose outcome the agent leaves: a connection stays as a receipt, anything else is forgotten. */
export function closed({ isRecovered: _recovered, ...order }: Order): Order | null {
  const { stage } = order;
  if (stage.name === 'undone') return { ...order, isClosed: true };
  if (stage.name !== 'connected') return null;
  const { draft: _draft, ...receipt } = stage;
  return { ...order, stage: receipt, isClosed: true };
}

/** Returns the orders without those in whose place a new one is shown in its form. */
export const withoutReplaced = (orders: Order[], placed: Order): Order[] =>
  orders.flatMap((order) => {
    if (order.isClosed || !isSameForm(order, placed)) return order;
    const isOver = order.stage.name === 'connected' || order.stage.name === 'undone';
    return isOver || order.via === placed.via ? (closed(order) ?? []) : order;
  });

/** Returns what becomes of an order whose own connection is deleted: what it made besides is still told, and looked for. */
export function undoneOf(
  order: Order,
  connection: ConnectionRef,
  wasGone: boolean,
): { stage: Undone } & Pick<ApiOrder, 'sent'> {
  const { stage } = order;
  const { twins, alsoCounted } = stage.name === 'connected' ? stage : {};
  return {
    stage: {
      ...{ name: 'undone', connection },
      ...(wasGone && { wasGone }),
      ...(twins && { twins }),
      ...(alsoCounted && { alsoCounted }),
    },
    ...(order.via === 'api' && order.sent && { sent: order.sent }),
  };
}

/** Returns an order as it tells of things once a connection is deleted that it may have made. */
export function withoutConnection(order: Order, connectionId: string): Order {
  const { stage } = order;
  const isOther = ({ id }: ConnectionRef) => id !== connectionId;
  if (stage.name === 'connected' && stage.connection.id === connectionId)
    return { ...order, ...undoneOf(order, stage.connection, false) } as Order;
  if (stage.name === 'connected' && stage.alsoMade && !stage.alsoMade.every(isOther))
    return { ...order, stage: { ...stage, alsoMade: stage.alsoMade.filter(isOther) } };
  if ((stage.name === 'connected' || stage.name === 'undone') && stage.twins && !stage.twins.every(isOther))
    return { ...order, stage: { ...stage, twins: stage.twins.filter(isOther) } };
  if (order.via !== 'zapier-page' || order.stage.name !== 'not-sure') return order;
  const { doubt } = order.stage;
  if (doubt.code !== 'nothing-new' || doubt.found.every(isOther)) return order;
  return { ...order, stage: { name: 'not-sure', doubt: { ...doubt, found: doubt.found.filter(isOther) } } };
}

/** Returns an order without what it says of another account. */
export function withoutOther(order: PageOrder, accountId: string): PageOrder {
  const isOther = (of: { accountId: string }) => of.accountId !== accountId;
  const { stage, before } = order;
  const left = before ? { ...order, before: { ...before, elsewhere: before.elsewhere.filter(isOther) } } : order;
  if (stage.name !== 'not-sure' || stage.doubt.code !== 'nothing-new') return left;
  const { found, mayBeIn } = stage.doubt;
  const doubt = { ...stage.doubt, found: found.filter(isOther), mayBeIn: mayBeIn.filter(isOther) };
  return { ...left, stage: { name: 'not-sure', doubt } };
}
