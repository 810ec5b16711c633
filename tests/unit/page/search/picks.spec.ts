import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { countPick, type PickedApp, picksItem, withPick } from '../../../../lib/page/search/picks';

const DAY = 24 * 60 * 60_000;
const app = (id: string) => ({ id, title: id, description: '', iconUrl: null });
/** Returns the stored apps after picks, each given by the app's id and the day. */
const picksAfter = (...picks: [string, number][]) =>
  picks.reduce<PickedApp[]>((all, [id, day]) => withPick(all, app(id), day * DAY), []);
const order = (...picks: [string, number][]) =>
  picksAfter(...picks)
    .map(({ id }) => id)
    .join('');

beforeEach(() => fakeBrowser.reset());

describe('the order of picked apps', () => {
  it.each<[string, [string, number][], string]>([
    [
      'the latest of apps picked once first',
      [
        ['a', 0],
        ['b', 1],
        ['c', 2],
      ],
      'cba',
    ],
    [
      'the app picked more often on the same days first',
      [
        ['a', 0],
        ['b', 0],
        ['a', 1],
        ['b', 1],
        ['a', 2],
        ['b', 2],
        ['a', 2],
      ],
      'ab',
    ],
    [
      'an app picked often before one picked once today',
      [
        ['a', 0],
        ['a', 1],
        ['a', 2],
        ['b', 3],
      ],
      'ab',
    ],
    [
      'an app picked today before one picked often half a year ago',
      [
        ['a', 0],
        ['a', 1],
        ['a', 2],
        ['b', 180],
      ],
      'ba',
    ],
    [
      'an app that comes back into use first',
      [
        ['a', 0],
        ['b', 60],
        ['a', 61],
        ['a', 62],
      ],
      'ab',
    ],
  ])('ranks %s', (_, picks, expected) => {
    expect(order(...picks)).toBe(expected);
  });

  it('halves the weight of a pick after two weeks', () => {
    const [twice] = picksAfter(['a', 0], ['a', 14]);
    // The app's weight on day 14 is 1.5.
    expect(twice?.rank).toBeCloseTo(14 * DAY + 14 * DAY * Math.log2(1.5), -3);
  });

  it('remembers fifty apps and drops the lowest in rank', () => {
    const picks = picksAfter(...Array.from({ length: 60 }, (_, day): [string, number] => [`app-${day}`, day]));
    expect(picks).toHaveLength(50);
    expect(picks.at(-1)?.id).toBe('app-10');
  });
});

describe('stored picks', () => {
  it('stores a picked app once, as it is now and with nothing else', async () => {
    await countPick(app('a'));
    await countPick({ ...app('a'), title: 'Renamed', zapierPage: true } as never);
    const [kept, ...others] = await picksItem.getValue();
    expect(others).toEqual([]);
    expect(Object.keys(kept ?? {}).sort()).toEqual(['description', 'iconUrl', 'id', 'rank', 'title']);
    expect(kept?.title).toBe('Renamed');
  });
});
