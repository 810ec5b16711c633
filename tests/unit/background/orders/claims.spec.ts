import { describe, expect, it } from 'vitest';
import { othersThan, withoutOthers } from '../../../../lib/background/orders/claims';
import type { Order } from '../../../../lib/shared/order';
import { ordersItem } from '../../../../lib/shared/order';
import { answers } from '../../../zapier/zapier';
import { HUBSPOT, useVisits } from '../zapier-page/visit-stage';
import { APP, POST, TITLE, useOrders } from './stage';

const made = (id: string, title = TITLE) => ({ id, title });
const LOSS = { code: 'answer-lost' } as const;

/** Returns an order for an app's form. */
const order = (changes: Partial<Order>): Order =>
  ({ ...{ id: 'other', accountId: 'acme', app: APP, title: TITLE, via: 'api' }, ...changes }) as Order;

const LOOKED_FOR = order({ id: 'own', via: 'zapier-page', stage: { name: 'checking' } });

describe('a connection belongs to another order', () => {
  it.each<[string, Partial<Order>]>([
    ['made it', { stage: { name: 'connected', connection: made('c'), connectedAt: 1 } }],
    ['undid it', { stage: { name: 'undone', connection: made('c') } }],
    ['made it besides', { stage: { name: 'connected', connection: made('d'), connectedAt: 1, alsoMade: [made('c')] } }],
    ['tells of it as a twin', { stage: { name: 'undone', connection: made('d'), twins: [made('c')] } }],
    ['may be making it by its name', { stage: { name: 'sending' } }],
    ['may have made it by its name', { stage: { name: 'checking', loss: LOSS } }],
  ])('if that %s', (_what, changes) => {
    expect(othersThan(LOOKED_FOR, [LOOKED_FOR, order(changes)])(made('c'))).toBe(true);
  });

  it.each<[string, Partial<Order>, Order]>([
    ['made another', { stage: { name: 'connected', connection: made('d'), connectedAt: 1 } }, LOOKED_FOR],
    ['is out with another name', { title: 'Else', stage: { name: 'sending' } }, LOOKED_FOR],
    ['is out for another app', { app: HUBSPOT, stage: { name: 'sending' } }, LOOKED_FOR],
    ['is not sent', { stage: { name: 'queued' } }, LOOKED_FOR],
    [
      'is out with the name of one that is out as well',
      { stage: { name: 'checking', loss: LOSS } },
      order({ id: 'own', stage: { name: 'checking', loss: LOSS } }),
    ],
  ])('but not if that %s', (_what, changes, own) => {
    expect(othersThan(own, [own, order(changes)])(made('c'))).toBe(false);
  });
});

describe('a list without what others made', () => {
  const listed = (count: number | null) =>
    ({
      connections: [made('a'), made('b')].map((one) => ({ ...one, isExpired: false })),
      ...{ count, extent: 'whole', listedAt: 1, next: 2, pages: 1 },
    }) as Parameters<typeof withoutOthers>[0];
  const isB = ({ id }: { id: string }) => id === 'b';

  it.each<[string, number | null, string[] | null, number | null]>([
    ['counts one less for what is new', 2, ['a'], 1],
    ['counts what was there before', 2, ['a', 'b'], 2],
    ['counts nothing where Zapier did not', null, ['a'], null],
    ['counts as Zapier does where it is not known what was there', 2, null, 2],
  ])('%s', (_what, count, before, expected) => {
    const left = withoutOthers(listed(count), before, isB);
    expect(left).toMatchObject({ count: expected, connections: [{ id: 'a' }] });
  });
});

describe("a lost request and Zapier's page for the same app", () => {
  const orders = useOrders();

  it('are not told of the same connection: what the page made is not the request’s', async () => {
    const { stage, connect, addConnection, accountId } = orders;
    const placed = await orders.order();
    stage.zapier.nextAnswers(POST, answers.dropConnection('before'));
    const hold = stage.zapier.hold(POST);
    const taken = connect.takeUp(placed);
    await hold.arrived;
    const theirs = addConnection();
    const onPage = order({ id: 'page', accountId, via: 'zapier-page', stage: { name: 'queued' } });
    const connected = { name: 'connected', connection: made(theirs.id), connectedAt: 1 } as const;
    await ordersItem.setValue([...(await ordersItem.getValue()), { ...onPage, stage: connected } as Order]);
    hold.release();
    await taken;
    const own = (await ordersItem.getValue()).find(({ id }) => id === 'order-1');
    expect(own?.stage).toMatchObject({ name: 'not-sure', doubt: { code: 'too-early' } });
  });
});

describe("Zapier's page while a request for the same app is out", () => {
  const visits = useVisits();

  it('is not told of the connection that has the name of that request', async () => {
    const { start, create, tabs, becomes, check, accountId, visit } = await visits.setUp();
    const out = order({ accountId, app: HUBSPOT, title: 'Acme – HubSpot', stage: { name: 'checking', loss: LOSS } });
    await ordersItem.setValue([out]);
    const pages = create();
    await start(pages);
    visits.made('Acme – HubSpot');
    tabs.close(1);
    await becomes('nothing-new');
    const { id, title } = visits.made('HubSpot');
    await check(pages);
    expect(await visit()).toMatchObject({ stage: { name: 'connected', connection: { id, title }, alsoMade: [] } });
  });
});
