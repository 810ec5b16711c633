import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { countPick, withPick } from '../../../lib/catalogue/pick';
import { type PickedApp, picksItem } from '../../../lib/catalogue/picks';

const DAY = 24 * 60 * 60_000;
const app = (id: string) => ({ id, title: id, description: '', iconUrl: null });
/** After these picks, a letter an app, at these days. */
const picksAfter = (...picks: [string, number][]) =>
  picks.reduce<PickedApp[]>((all, [id, day]) => withPick(all, app(id), day * DAY), []);
const order = (...picks: [string, number][]) =>
  picksAfter(...picks)
    .map(({ id }) => id)
    .join('');

beforeEach(() => fakeBrowser.reset());

describe('what was picked lately and often comes first', () => {
  it.each<[string, [string, number][], string]>([
    [
      'the latest of single picks',
      [
        ['a', 0],
        ['b', 1],
        ['c', 2],
      ],
      'cba',
    ],
    [
      'the more often picked one of the same days',
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
      'an often picked one before one that was picked once today',
      [
        ['a', 0],
        ['a', 1],
        ['a', 2],
        ['b', 3],
      ],
      'ab',
    ],
    [
      'today’s before one that was picked often half a year ago',
      [
        ['a', 0],
        ['a', 1],
        ['a', 2],
        ['b', 180],
      ],
      'ba',
    ],
    [
      'an app that comes back',
      [
        ['a', 0],
        ['b', 60],
        ['a', 61],
        ['a', 62],
      ],
      'ab',
    ],
  ])('%s', (_, picks, expected) => {
    expect(order(...picks)).toBe(expected);
  });

  it('a pick counts half after two weeks', () => {
    const [twice] = picksAfter(['a', 0], ['a', 14]);
    // Its weight then is 1.5.
    expect(twice?.rank).toBeCloseTo(14 * DAY + 14 * DAY * Math.log2(1.5), -3);
  });

  it('remembers fifty', () => {
    const picks = picksAfter(...Array.from({ length: 60 }, (_, day): [string, number] => [`app-${day}`, day]));
    expect(picks).toHaveLength(50);
    expect(picks.at(-1)?.id).toBe('app-10');
  });
});

describe('a pick', () => {
  it('is kept on disk, with the app as it is now and nothing else', async () => {
    await countPick(app('a'));
    await countPick({ ...app('a'), title: 'Renamed', hosted: true } as never);
    const [kept, ...others] = await picksItem.getValue();
    expect(others).toEqual([]);
    expect(Object.keys(kept ?? {}).sort()).toEqual(['description', 'iconUrl', 'id', 'rank', 'title']);
    expect(kept?.title).toBe('Renamed');
  });
});
