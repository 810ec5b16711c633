import { describe, expect, it } from 'vitest';
import { signOut } from '../../../../lib/background/sign-in/sign-out';
import { seenAtZapierItem } from '../../../../lib/shared/zapier-session';
import { answers, BEN, NAMELESS } from '../../../zapier/zapier';
import { HUBSPOT, LIST, useVisits } from './visit-stage';

const { stage, setUp, made } = useVisits();

const MINUTE_MS = 60_000;

/** Signs Ben in too, and lists his connections of the app if asked to, as his form would. */
async function setUpWithBen({ isListed }: { isListed: boolean }) {
  const parts = await setUp();
  const { accountId: bens } = await stage.signIn(parts.store, BEN);
  if (isListed) await parts.connections.refresh({ accountId: bens, appId: HUBSPOT.id });
  return { ...parts, bens };
}

/** Visits Zapier's page and makes something there in Ben's account. */
async function makeInBens({ pages, start, tabs, becomes }: Awaited<ReturnType<typeof setUp>>) {
  await start(pages);
  const connection = made('HubSpot of Acme', BEN);
  tabs.close(tabs.open.keys().next().value ?? 0);
  await becomes('nothing-new');
  return connection;
}

describe('a visit after which nothing is new in its account', () => {
  it('finds the connection in another account whose list was read shortly before', async () => {
    made('Old', BEN);
    const parts = await setUpWithBen({ isListed: true });
    stage.now += 9 * MINUTE_MS;
    const { id } = await makeInBens(parts);
    const found = [{ accountId: parts.bens, email: BEN.email, id, title: 'HubSpot of Acme' }];
    expect(await parts.doubt()).toMatchObject({ found, mayBeIn: [] });
    expect(await seenAtZapierItem.getValue()).toMatchObject({ accountId: parts.bens });
  });

  it('forgets a connection that it found there once that is deleted', async () => {
    const parts = await setUpWithBen({ isListed: true });
    const { id } = await makeInBens(parts);
    await parts.table.forgetConnection('another');
    expect(await parts.doubt()).toMatchObject({ found: [{ id }] });
    await parts.table.forgetConnection(id);
    expect(await parts.doubt()).toMatchObject({ code: 'nothing-new', found: [] });
  });

  it('looks there again when the agent checks again', async () => {
    const { pages, start, tabs, becomes, doubt, check } = await setUpWithBen({ isListed: true });
    await start(pages);
    tabs.close(1);
    await becomes('nothing-new');
    expect(await doubt()).toMatchObject({ found: [], mayBeIn: [] });
    made('HubSpot of Acme', BEN);
    await check(pages);
    expect(await doubt()).toMatchObject({ found: [{ title: 'HubSpot of Acme' }] });
  });

  it.each([
    ['was never read', false, 0],
    ['was read too long ago', true, 10 * MINUTE_MS],
  ])(
    'says that it may be in another account whose list %s, and does not ask for that',
    async (_what, isListed, age) => {
      const parts = await setUpWithBen({ isListed });
      stage.now += age;
      const asked = () => stage.zapier.requestsTo(LIST).length;
      const before = asked();
      await makeInBens(parts);
      expect(await parts.doubt()).toMatchObject({ found: [], mayBeIn: [{ email: BEN.email }] });
      expect(asked()).toBe(before + 2);
    },
  );

  it('says that it may be in another account whose list cannot be read any more', async () => {
    const parts = await setUpWithBen({ isListed: true });
    await parts.start(parts.pages);
    const hold = stage.zapier.hold(LIST, 'after');
    parts.tabs.close(1);
    await hold.arrived;
    stage.zapier.everyAnswer(LIST, answers.serverError());
    hold.release();
    await parts.becomes('nothing-new');
    expect(await parts.doubt()).toMatchObject({ found: [], mayBeIn: [{ email: BEN.email }] });
  });

  it.each([true, false])(
    'forgets what it says of another account with that account (found there: %s)',
    async (isListed) => {
      const parts = await setUpWithBen({ isListed });
      await makeInBens(parts);
      await signOut(parts, parts.bens);
      const visit = await parts.visit();
      expect(await parts.doubt()).toMatchObject({ code: 'nothing-new', found: [], mayBeIn: [] });
      expect(JSON.stringify(visit)).not.toMatch(new RegExp(`${BEN.email}|${parts.bens}`));
    },
  );

  it('asks about no account that is not signed in any more', async () => {
    const parts = await setUpWithBen({ isListed: true });
    const { accountId } = await stage.signIn(parts.store, NAMELESS);
    await parts.store.remove(accountId);
    await parts.store.end(parts.bens, (await parts.store.tokens(parts.bens))?.accessToken ?? null);
    await makeInBens(parts);
    expect(await parts.doubt()).toMatchObject({ found: [], mayBeIn: [] });
  });
});
