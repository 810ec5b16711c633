import { describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { directoryItem } from '../../../../lib/shared/directory/store';
import { MINUTE, useGrowth, WEEK } from './stage';

const { stage, startSignedIn, asked, alarm, stored, keys, growToTheEnd } = useGrowth();

describe('a directory that is a week old', () => {
  it('serves the old directory until the next one is complete, then deletes it', async () => {
    const background = await startSignedIn();
    await growToTheEnd(background);
    const before = (await stored()).titles.length;
    const old = await keys();
    stage.now += WEEK;
    expect(await stored()).toMatchObject({ isCurrent: false, growingTo: null });

    stage.zapier.fillDirectory(750);
    await background.growth.grow();
    expect((await stored()).titles).toHaveLength(before);
    stage.now += MINUTE;
    await growToTheEnd(background);
    expect(await stored()).toMatchObject({ isCurrent: true, titles: { length: 750 } });
    await background.growth.grow();
    expect((await keys()).filter((key) => old.includes(key))).toEqual([]);
  });

  it('does not read the directory again before it is a week old', async () => {
    const background = await startSignedIn();
    await growToTheEnd(background);
    const requests = asked().length;
    stage.now += WEEK / 2;
    await background.growth.grow();
    expect(asked()).toHaveLength(requests);
    expect(await alarm()).toBe(((await directoryItem.getValue()).complete?.readAt as number) + WEEK);
  });

  it('reads a directory from the future again, which a clock set back has left', async () => {
    const background = await startSignedIn();
    await growToTheEnd(background);
    const requests = asked().length;
    stage.now -= 52 * WEEK;
    background.growth.follow();
    await vi.waitFor(async () => expect(await alarm()).toBeLessThan(stage.now + WEEK));
    await background.growth.grow();
    expect(asked().length).toBeGreaterThan(requests);
  });

  it('gives a page that opens during the replacement a complete directory', async () => {
    const background = await startSignedIn();
    await growToTheEnd(background);
    const state = await directoryItem.getValue();
    const items = vi.spyOn(fakeBrowser.storage.local, 'get');
    items.mockImplementationOnce(async () => {
      stage.now += WEEK;
      stage.zapier.fillDirectory(450);
      items.mockRestore();
      await growToTheEnd(background);
      await background.growth.grow();
      return { catalogue: state };
    });
    expect((await stored()).titles).toHaveLength(450);
  });
});
