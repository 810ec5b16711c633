import { describe, expect, it, vi } from 'vitest';
import { directoryItem } from '../../../../lib/shared/directory/store';
import { succeeded } from '../../../../lib/shared/result';
import { answers, awkwardPages } from '../../../zapier/zapier';
import { MINUTE, PAUSE, useGrowth, WEEK } from './stage';

const { stage, growthFrom, startSignedIn, asked, alarm, stored, growToTheEnd } = useGrowth();

describe('malformed pages of the directory', () => {
  const titles = async () => (await stored()).titles;
  const script = (...bodies: unknown[]) =>
    stage.zapier.nextAnswers('GET /v2/apps', ...bodies.map((body) => answers.status(200, body)));
  const page = (count: number | undefined, ...names: string[]) => ({
    data: names.map((title) => ({ id: title.toLowerCase(), title })),
    ...(count === undefined ? {} : { meta: { count } }),
  });

  it('reads a page that is wrapped in a list', async () => {
    script(awkwardPages.inAnArray(page(101, 'One')), awkwardPages.inAnArray(page(2, 'Two')));
    await (await startSignedIn()).growth.grow();
    expect(asked().slice(0, 2)).toEqual([0, 1]);
    expect(await titles()).toEqual(['One', 'Two']);
  });

  it('keeps the readable apps of a page that holds unreadable ones', async () => {
    script(awkwardPages.withMissingFields(), page(undefined));
    await (await startSignedIn()).growth.grow();
    // One has no title, and shows its id.
    expect(await titles()).toEqual(['Bare Bones', '22222222-2222-4222-8222-222222222222']);
    // The next offset depends on how many apps were sent, not on how many were readable.
    expect(asked()).toEqual([0, 6]);
  });

  it('defuses hostile titles, icon addresses, IDs and prototype keys', async () => {
    script(awkwardPages.hostile());
    await (await startSignedIn()).growth.grow();
    const { titles: found, app } = await stored();
    expect(found).toEqual(['<img src=x onerror=alert(1)> Evil & <b>Sons</b>', 'Line Break Tab Null', 'Proto Type']);
    expect(app(0)).toMatchObject({ iconUrl: null });
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it.each([
    ['without data', awkwardPages.withoutData()],
    ['that is not an object', 'null'],
    ['with text for data', { data: 'none', links: [] }],
  ])('tries again ten minutes after a first page %s', async (_, body) => {
    script(body);
    await (await startSignedIn()).growth.grow();
    expect(asked()).toEqual([0]);
    expect(await directoryItem.getValue()).toMatchObject({ complete: null });
    expect(await alarm()).toBe(stage.now + PAUSE);
  });

  const full = page(201, ...Array.from({ length: 100 }, (_, index) => `a-${index}`));
  it.each([
    ['in the middle of the directory', [full, { oops: true }, page(201, 'Last')], 101],
    ['at the end of the directory', [full, full, { oops: true }], 200],
  ])(
    'skips a bad page %s, serves the rest as incomplete and reads it all again a day later',
    async (_, bodies, count) => {
      script(...bodies);
      const background = await startSignedIn();
      await background.growth.grow();
      expect(asked()).toEqual([0, 100, 200]);
      expect(await titles()).toHaveLength(count);
      expect(await stored()).toMatchObject({ isCurrent: false, growingTo: null });
      await background.growth.grow();
      expect(await alarm()).toBe(stage.now + WEEK / 7);

      stage.now += WEEK / 7;
      stage.zapier.fillDirectory(750);
      await background.growth.grow();
      expect(await titles()).toHaveLength(count);
      stage.now += MINUTE;
      await growToTheEnd(background);
      expect(await stored()).toMatchObject({ isCurrent: true, titles: { length: 750 } });
    },
  );

  it('stops reading an endless directory after 200 pages', async () => {
    await startSignedIn();
    const apps = Array.from({ length: 100 }, (_, index) => ({
      ...{ id: `a-${index}`, title: `App ${index}`, description: '', iconUrl: null },
    }));
    const appsPage = vi.fn(async () => succeeded({ apps, size: 100, count: 1e12, hasNext: true }));
    await growToTheEnd({ growth: growthFrom({ appsPage }) });
    expect(appsPage).toHaveBeenCalledTimes(200);
    expect((await stored()).isCurrent).toBe(true);
  });
});
