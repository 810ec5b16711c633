import { sessionAccountsItem } from '../shared/account';
import { countApps, packPage } from '../shared/directory/page';
import {
  type DirectoryState,
  deletePages,
  directoryItem,
  FRESH_MS,
  freshUntil,
  savePage,
} from '../shared/directory/store';
import { keepOnDisk } from './keep-on-disk';
import { type Schedule, SHORTEST_ALARM_MS } from './schedule';
import type { Zapier } from './zapier/api';

/** Alarm that continues reading the directory, also in a later background. */
export const DIRECTORY_ALARM = 'catalogue';

/** Apps per request: the maximum of Zapier's older API. */
const PAGE_LIMIT = 100;

/** Shortest wait between two steps; the rate limit may make it longer. */
const REST_MS = SHORTEST_ALARM_MS;

/** Wait after a refusal or no response, in milliseconds. */
const PAUSE_MS = 10 * 60_000;

/** Reading stops at this offset, whatever total Zapier reports. */
const MAX_OFFSET = 20_000;

interface Dependencies {
  zapier: Pick<Zapier, 'appsPage'>;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Reads Zapier's directory in small steps while somebody is signed in, and again once it is a week old. Each page is
 * stored with the position that follows it, so the background may be stopped at any point.
 */
export function createDirectorySync({ zapier, schedule, now }: Dependencies) {
  let isRunning = false;

  const lookAgain = (when: number) => schedule.at(DIRECTORY_ALARM, when);

  async function activeAccount(): Promise<string | undefined> {
    const { current, byId } = (await sessionAccountsItem.getValue()) ?? { current: null, byId: {} };
    const active = Object.values(byId).filter(({ signIn }) => signIn === 'active');
    return (active.find(({ id }) => id === current) ?? active[0])?.id;
  }

  /** Makes one step. Returns when to continue, in epoch milliseconds, or null for at once. */
  async function advance(accountId: string, state: DirectoryState): Promise<number | null> {
    const { complete, outdated } = state;
    if (outdated) {
      await deletePages(outdated);
      await directoryItem.setValue({ ...state, outdated: null });
      return null;
    }
    const { growing } = state;
    if (!growing) {
      const isFresh = complete && complete.readAt <= now() && now() < freshUntil(complete);
      if (isFresh) return freshUntil(complete);
      const id = (complete?.id ?? 0) + 1;
      await directoryItem.setValue({ ...state, growing: { id, pages: 0, apps: 0, offset: 0, total: null } });
      return null;
    }
    const answer = await zapier.appsPage(accountId, growing.offset, PAGE_LIMIT);
    if (!answer.ok)
      return answer.failure.code === 'paused' ? Math.max(answer.failure.until, now() + REST_MS) : now() + PAUSE_MS;

    const { apps, size, count, hasNext } = answer.value;
    const total = count ?? growing.total;
    // An empty page before the end is skipped and leaves a gap.
    const offset = growing.offset + (size || PAGE_LIMIT);
    const isGap = size === 0 && (total === null ? hasNext === true : growing.offset < total);
    const isPastCount = total === null ? size === 0 : offset >= total;
    const isLast = offset >= MAX_OFFSET || hasNext === false || (isPastCount && (hasNext === null || size === 0));
    const page = packPage(apps);
    const held = growing.apps + countApps(page);
    const next = { ...growing, pages: growing.pages + 1, apps: held, offset, total, ...(isGap && { hasGaps: isGap }) };
    // A response without any app is not a directory.
    if (isLast && next.apps === 0) return now() + PAUSE_MS;
    const { offset: _offset, total: _total, ...edition } = next;
    await savePage(
      growing,
      page,
      isLast
        ? { complete: { ...edition, readAt: now() }, growing: null, outdated: complete }
        : { ...state, growing: next },
    );
    return null;
  }

  async function step(): Promise<void> {
    // If the background is stopped from here on, the next one continues at this time.
    await lookAgain(now() + REST_MS);
    for (;;) {
      const accountId = await activeAccount();
      if (!accountId) {
        await schedule.cancel(DIRECTORY_ALARM);
        return;
      }
      const when = await advance(accountId, await directoryItem.getValue());
      if (when !== null) return void (await lookAgain(when));
    }
  }

  /** Sets the alarm if somebody is signed in and there is none. */
  async function look(): Promise<void> {
    if ((await activeAccount()) && !(await schedule.has(DIRECTORY_ALARM, FRESH_MS))) await lookAgain(now() + REST_MS);
  }

  return {
    /** Makes the next steps when the alarm fires. */
    async grow(): Promise<void> {
      // The alarm that fired is spent: another is needed in case the running step is stopped.
      if (isRunning) return void (await lookAgain(now() + REST_MS));
      isRunning = true;
      try {
        // If the disk is full, search continues with what is stored and with Zapier.
        if (!(await keepOnDisk('catalogue', step))) await lookAgain(now() + PAUSE_MS);
      } finally {
        isRunning = false;
      }
    },

    /** Starts reading shortly after a sign-in, so that the agent is served first; also when an alarm was lost. */
    follow(): void {
      sessionAccountsItem.watch(look);
      void look();
    },
  };
}
