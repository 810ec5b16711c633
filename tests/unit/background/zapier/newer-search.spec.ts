import { describe, expect, it } from 'vitest';
import { createAppSearch } from '../../../../lib/background/zapier/app-search';
import { useStage } from '../../support/stage';

const stage = useStage();

describe('overlapping searches', () => {
  it('cancels the search in flight when a newer one starts', async () => {
    const { store, zapier } = stage.services();
    const { accountId } = await stage.signIn(store);
    const search = createAppSearch(zapier);
    const hold = stage.zapier.hold('GET /v2/apps');
    const first = search(accountId, 'goo');
    await hold.arrived;
    const second = search(accountId, 'google');
    expect(stage.sent[0]?.signal.aborted).toBe(true);
    expect(await first).toMatchObject({ ok: false });
    expect(await second).toMatchObject({ ok: true, value: [{ title: 'Google Sheets' }, {}, {}] });
    expect(stage.sent[1]?.signal.aborted).toBe(false);
    hold.release();
  });
});
