import { sessionAccountsItem } from '../shared/account';
import { countApps, packPage } from '../shared/directory/page';
import { type CatalogueState, catalogueItem, deletePages, freshUntil, savePage } from '../shared/directory/store';
import { keepOnDisk } from './keep-on-disk';
import { type Schedule, SHORTEST_ALARM_MS } from './schedule';
import type { Zapier } from './zapier/api';

/** Name of the alarm by which the catalogue grows, whoever runs the background then. */
export const DIRECTORY_ALARM = 'catalogue';

/** How many apps one request asks for: the most that Zapier's older API gives. */
const PAGE_LIMIT = 100;

/** The least rest between two steps, whose length the governor of requests decides. */
const REST_MS = SHORTEST_ALARM_MS;

/** The rest after a refusal, or after no answer. */
const PAUSE_MS = 10 * 60_000;

/** No directory is read further than this, whatever it says of itself. */
const MAX_OFFSET = 20_000;

interface Dependencies {
  zapier: Pick<Zapier, 'appsPage'>;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Reads Zapier's directory in small steps while somebody is signed in, and again once it is a week old.
 * Every page is stored with the position it leads to, so the background may be ended anywhere.
 */
export function createDirectorySync({ zapier, schedule, now }: Dependencies) {
  let isRunning = false;

  const lookAgain = (when: number) => schedule.at(DIRECTORY_ALARM, when);

  async function activeAccount(): Promise<string | undefined> {
    const { current, byId } = (await sessionAccountsItem.getValue()) ?? { current: null, byId: {} };
    const active = Object.values(byId).filter(({ signIn }) => signIn === 'active');
    return (active.find(({ id }) => id === current) ?? active[0])?.id;
  }

  /** One request and what follows from it. Answers when to look again, or null to go on at once. */
  async function advance(accountId: string, state: CatalogueState): Promise<number | null> {
    const { complete, outdated } = state;
    if (outdated) {
      await deletePages(outdated);
      await catalogueItem.setValue({ ...state, outdated: null });
      return null;
    }
    const { growing } = state;
    if (!growing) {
      if (complete && now() < freshUntil(complete)) return freshUntil(complete);
      const id = (complete?.id ?? 0) + 1;
      await catalogueItem.setValue({ ...state, growing: { id, pages: 0, apps: 0, offset: 0, total: null } });
      return null;
    }
    const answer = await zapier.appsPage(accountId, growing.offset, PAGE_LIMIT);
    if (!answer.ok)
      return answer.failure.code === 'paused' ? Math.max(answer.failure.until, now() + REST_MS) : now() + PAUSE_MS;

    const { apps, size, count, hasNext } = answer.value;
    const total = count ?? growing.total;
    // A page that holds nothing, although there is more, is passed over, and leaves a gap.
    const offset = growing.offset + (size || PAGE_LIMIT);
    const isGap = size === 0 && (total === null ? hasNext === true : growing.offset < total);
    const isPastCount = total === null ? size === 0 : offset >= total;
    const isLast = offset >= MAX_OFFSET || hasNext === false || (isPastCount && (hasNext === null || size === 0));
    const page = packPage(apps);
    const held = growing.apps + countApps(page);
    const next = { ...growing, pages: growing.pages + 1, apps: held, offset, total, ...(isGap && { hasGaps: isGap }) };
    // An answer without any app is not a directory.
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
    // Should the background be ended from here on, this is when the next one goes on.
    await lookAgain(now() + REST_MS);
    for (;;) {
      const accountId = await activeAccount();
      if (!accountId) {
        await schedule.cancel(DIRECTORY_ALARM);
        return;
      }
      const when = await advance(accountId, await catalogueItem.getValue());
      if (when !== null) return void (await lookAgain(when));
    }
  }

  /** Sees to it that there is an alarm while somebody is signed in. */
  async function look(): Promise<void> {
    if ((await activeAccount()) && !(await schedule.has(DIRECTORY_ALARM))) await lookAgain(now() + REST_MS);
  }

  return {
    /** Does the next step, when the alarm rings. */
    async grow(): Promise<void> {
      // The alarm that rang is spent: should the running step be ended, another has to be there.
      if (isRunning) return void (await lookAgain(now() + REST_MS));
      isRunning = true;
      try {
        // Where the disk is full, search goes on with what is there, and with Zapier.
        if (!(await keepOnDisk('catalogue', step))) await lookAgain(now() + PAUSE_MS);
      } finally {
        isRunning = false;
      }
    },

    /** Begins a little after somebody has signed in, when they have what they came for; goes on where an alarm was lost. */
    follow(): void {
      sessionAccountsItem.watch(look);
      void look();
    },
  };
}
