import { describe, expect, it } from 'vitest';
import { listedItem } from '../../../../lib/shared/connection';
import { readDraft, writeDraft } from '../../../../lib/shared/draft';
import { MARIA } from '../../../zapier/zapier';
import { HUBSPOT, useVisits } from './visit-stage';

const { stage, setUp, made } = useVisits();

describe('reconnecting an expired connection', () => {
  const expired = (title = 'Old') =>
    stage.zapier.addConnection({ app: HUBSPOT.id, title, owner: MARIA, isExpired: true });

  it("opens Zapier's list of connections and succeeds once the connection is not expired", async () => {
    const { start, tabs, becomes, visit, create } = await setUp();
    const old = expired();
    await start(create(), old);
    expect([...tabs.open.values()]).toEqual(['https://zapier.com/app/assets/connections']);
    expect(stage.zapier.requestsTo('GET /v2/apps')).toEqual([]);
    old.isExpired = false;
    tabs.close(1);
    await becomes('connected');
    expect((await visit())?.stage).toMatchObject({ connection: { id: old.id } });
  });

  it('reports a connection that is still expired, and notices when it works later', async () => {
    const { pages, start, tabs, becomes, check, doubt } = await setUp();
    const old = expired();
    await start(pages, old);
    tabs.close(1);
    await becomes('not-reconnected');
    expect(await doubt()).toMatchObject({ isGone: false, instead: [] });
    old.isExpired = false;
    await check(pages);
    await becomes('connected');
  });

  it('does not take another connection that was made or renewed for the reconnected one', async () => {
    const { pages, start, tabs, becomes, accountId, doubt } = await setUp();
    const draft = { title: 'Typed for another', values: {}, freeFields: [], secretIds: [] };
    await writeDraft(accountId, HUBSPOT.id, draft, { values: {}, editedAt: stage.now });
    const [old, other] = [expired(), expired('Other')];
    await start(pages, old);
    other.isExpired = false;
    const newer = made('Old #2');
    tabs.close(1);
    await becomes('not-reconnected');
    expect(await doubt()).toMatchObject({
      isGone: false,
      instead: [
        { id: other.id, title: 'Other', how: 'renewed' },
        { id: newer.id, title: 'Old #2', how: 'made' },
      ],
    });
    expect((await readDraft(accountId, HUBSPOT.id, stage.now)).draft).toEqual(draft);
    const listed = (await listedItem.read(accountId, HUBSPOT.id))?.connections;
    expect(listed?.map(({ title }) => title)).toEqual(['Old', 'Other', 'Old #2']);
  });

  it('reports a connection as gone when Zapier no longer lists it', async () => {
    const { start, tabs, becomes, doubt, create } = await setUp();
    await start(create(), { id: 'gone', title: 'Old' });
    made('Old #2');
    tabs.close(1);
    await becomes('not-reconnected');
    expect(await doubt()).toMatchObject({ isGone: true, instead: [{ title: 'Old #2', how: 'made' }] });
  });
});
