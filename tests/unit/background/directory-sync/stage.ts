import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createDirectorySync, DIRECTORY_ALARM } from '../../../../lib/background/directory-sync';
import { createSchedule } from '../../../../lib/background/schedule';
import { loadDirectory } from '../../../../lib/page/search/directory';
import { directoryItem, FRESH_MS } from '../../../../lib/shared/directory/store';
import { useStage } from '../../support/stage';

type Growth = ReturnType<typeof createDirectorySync>;
type Directory = Parameters<typeof createDirectorySync>[0]['zapier'];

/** Shortest time between two steps of growth, in milliseconds. */
export const REST = 30_000;
/** Zapier's minute and one second for the way there, in milliseconds. */
export const MINUTE = 61_000;
/** Time until growth continues after a failure, in milliseconds. */
export const PAUSE = 600_000;
/** How long a complete directory is current, in milliseconds. */
export const WEEK = FRESH_MS;

/** Sets up a browser whose background grows a directory, for every test of a file. */
export function useGrowth() {
  const stage = useStage();

  const growthFrom = (zapier: Directory) => {
    const now = () => stage.now;
    return createDirectorySync({ zapier, schedule: createSchedule(now), now });
  };

  function start() {
    const services = stage.services();
    return { ...services, growth: growthFrom(services.zapier) };
  }

  return {
    stage,
    /** Creates growth that reads from a directory other than the stand-in's. */
    growthFrom,
    /** Starts another background with the same storage, as after a restart. */
    start,
    /** Starts a background with Maria signed in. */
    async startSignedIn() {
      const background = start();
      const { accountId } = await stage.signIn(background.store);
      return { ...background, accountId };
    },
    /** Returns the offsets of the requested pages, oldest first. */
    asked: () => stage.zapier.requestsTo('GET /v2/apps').map(({ query }) => Number(query.offset)),
    /** Returns the time of the next step, in epoch milliseconds. */
    alarm: async () => (await browser.alarms.get(DIRECTORY_ALARM))?.scheduledTime,
    /** Loads the directory as a page does. */
    stored: () => loadDirectory(stage.now),
    /** Returns the keys of the stored pages. */
    keys: async () => Object.keys(await fakeBrowser.storage.local.get()).filter((key) => key.startsWith('catalogue/')),
    /** Grows the directory until it is complete. */
    async growToTheEnd({ growth }: { growth: Growth }) {
      do {
        await growth.grow();
        stage.now += MINUTE;
      } while ((await directoryItem.getValue()).growing);
    },
  };
}
