import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createDirectorySync, DIRECTORY_ALARM } from '../../../../lib/background/directory-sync';
import { createSchedule } from '../../../../lib/background/schedule';
import { loadDirectory } from '../../../../lib/page/search/directory';
import { directoryItem, FRESH_MS } from '../../../../lib/shared/directory/store';
import { useStage } from '../../support/stage';

type Growth = ReturnType<typeof createDirectorySync>;
type Directory = Parameters<typeof createDirectorySync>[0]['zapier'];

/** Until growth tries again where it had to give way. */
export const REST = 30_000;
/** Zapier's minute, and a second on the way. */
export const MINUTE = 61_000;
/** Until growth tries again after a failure. */
export const PAUSE = 600_000;
/** As long as a whole directory counts as current. */
export const WEEK = FRESH_MS;

/** For every test of a file a browser whose background grows a directory, and what is to be seen of it. */
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
    /** Growth that reads from another directory than the stand-in's. */
    growthFrom,
    /** A background of its own, as after each start of the browser's. */
    start,
    /** One with somebody signed in. */
    async startSignedIn() {
      const background = start();
      const { accountId } = await stage.signIn(background.store);
      return { ...background, accountId };
    },
    /** Where the pages begin that Zapier was asked for, oldest first. */
    asked: () => stage.zapier.requestsTo('GET /v2/apps').map(({ query }) => Number(query.offset)),
    /** When the next step is due. */
    alarm: async () => (await browser.alarms.get(DIRECTORY_ALARM))?.scheduledTime,
    /** As a page would open it now. */
    stored: () => loadDirectory(stage.now),
    /** Under what the pages are stored. */
    keys: async () => Object.keys(await fakeBrowser.storage.local.get()).filter((key) => key.startsWith('catalogue/')),
    /** Steps until a whole directory has been read. */
    async growToTheEnd({ growth }: { growth: Growth }) {
      do {
        await growth.grow();
        stage.now += MINUTE;
      } while ((await directoryItem.getValue()).growing);
    },
  };
}
