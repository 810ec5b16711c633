import type { Listed } from '../../shared/connection';
import { readDraft, removeDraft } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import type { ApiOrder, Order, Sent } from '../../shared/order';
import type { Connected, Doubt, Loss, Undone } from '../../shared/order-stage';
import { type Result, succeeded } from '../../shared/result';
import { type Connections, isAnswer } from '../connections/connections';
import type { Need } from '../connections/list-reader';
import { REQUEST_TIMEOUT_MS } from '../http/http';
import type { Schedule } from '../schedule';
import { claiming, othersThan, withoutOthers } from './claims';
import { orderAlarm } from './order-alarm';
import type { OrderTable } from './order-table';
import { judge, oneMore, type Verdict } from './verdict';

/**
 * How long Zapier may still be processing a request after its answer was lost, in milliseconds. Until then, a
 * connection that is not in the list may still appear. Undocumented; gateways give their servers half a minute.
 */
export const SETTLE_MS = 30_000;

/** How many times an unreadable list is requested automatically, and the longest pause between, in milliseconds. */
const MAX_LOOKS = 8;
const MAX_PAUSE_MS = 10 * 60_000;

interface Dependencies {
  connections: Pick<Connections, 'read'>;
  table: OrderTable;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/** Statuses by which a gateway, not Zapier, says that it waits no longer. */
const GATEWAY_STATUSES = [408, 499, 502, 504];

/**
 * Returns whether Zapier has finished a request, as it has when it answers with its error codes. After an answer by a
 * gateway, it may still be processing it.
 */
const isAnswered = (loss: Loss): boolean =>
  'errors' in loss && !GATEWAY_STATUSES.includes(loss.status) && loss.errors.some(({ code }) => code !== '');

/** An order whose request made a connection, which may be undone by now. */
type MadeOne = ApiOrder & { stage: Connected | Undone };

const hasMadeOne = (order: Order): order is MadeOne =>
  order.via === 'api' && (order.stage.name === 'connected' || order.stage.name === 'undone');

/** Finds out from the account's list whether a connection was made, and how many times, if the answer did not say. */
export function createSettlement({ connections, table, schedule, now }: Dependencies) {
  /** Reads the list to its end, unless less suffices. */
  const list = ({ accountId, app }: ApiOrder, need: Need): Promise<Result<Listed, Failure>> =>
    connections.read({ accountId, appId: app.id }, { ...need, toTheEnd: true });

  /** Plans another look at the list. Returns its time, in epoch milliseconds, with what it needs; null after the last. */
  function nextLook(sent: Sent, failure: Failure | null): { at: number; sent: Sent } | null {
    // A pause only interrupts the reading of a list.
    const isPause = failure?.code === 'paused';
    const looks = isPause ? sent.looks : sent.looks + 1;
    if (looks >= MAX_LOOKS) return null;
    const at = isPause ? failure.until : now() + Math.min(SETTLE_MS * 2 ** sent.looks, MAX_PAUSE_MS);
    return { at, sent: { ...sent, looks, ...(failure === null && { lookingSince: at }) } };
  }

  async function found(order: ApiOrder, { connection, others }: Extract<Verdict, { code: 'found' }>) {
    const { accountId, app } = order;
    // What was typed for an order that was left meanwhile is the agent's again.
    if (!(await table.find(order.id))) return;
    const { draft } = await readDraft(accountId, app.id, now());
    await removeDraft(accountId, app.id);
    await table.advance(order, {
      stage: {
        ...{ name: 'connected', connection, connectedAt: now(), found: true },
        ...(draft && { draft: { ...draft, secretIds: [] } }),
        ...(others.length > 0 && { twins: others }),
      },
    });
  }

  /** Judges a list, and ends the order as connected if the connection is in it. */
  const decide = (order: ApiOrder, sent: Sent, listed: Listed): Promise<Verdict> =>
    claiming(table, order, async (isOthers) => {
      const verdict = judge(order.title, sent, withoutOthers(listed, sent.before, isOthers));
      if (verdict.code === 'found') await found(order, verdict);
      return verdict;
    });

  async function absent(order: ApiOrder, sent: Sent, loss: Loss, checkedAt: number): Promise<void> {
    // A time in the future was left by a clock that has been set back.
    const lostAt = Math.min(sent.lostAt ?? checkedAt, checkedAt);
    const nextLookAt = lostAt + SETTLE_MS;
    if (!sent.isAnswered && checkedAt < nextLookAt) {
      const doubt: Doubt = { code: 'too-early', nextLookAt };
      await table.advance(order, {
        stage: { name: 'not-sure', loss, doubt, checkedAt },
        sent: { ...sent, lostAt, lookingSince: nextLookAt },
      });
      return schedule.at(orderAlarm(order), nextLookAt);
    }
    // A 409 that created nothing is shown like any other refusal.
    const failure = loss.code === 'refused' ? loss : ({ code: 'not-created', loss, checkedAt } as const);
    await table.advance(order, { stage: { name: 'failed', failure } });
  }

  /** Looks for the connection of a request whose answer is lost. */
  async function look(order: ApiOrder, sent: Sent, loss: Loss): Promise<void> {
    const checking = await table.advance(order, { stage: { name: 'checking', loss }, sent });
    if (!checking) return;
    const isOthersBefore = othersThan(order, await table.all());
    const listed = await list(order, {
      since: sent.lookingSince ?? now(),
      suffices(read) {
        const own = withoutOthers(read, sent.before, isOthersBefore);
        return own.count === oneMore(sent) && judge(order.title, sent, own).code === 'found';
      },
    });
    async function doubt(why: Doubt, next: ReturnType<typeof nextLook>): Promise<void> {
      const stage = { name: 'not-sure', loss, doubt: why, checkedAt: now() } as const;
      if ((await table.advance(checking as ApiOrder, { stage, sent: next?.sent ?? sent })) && next)
        await schedule.at(orderAlarm(order), next.at);
    }
    if (!listed.ok) {
      const code = listed.failure.code === 'not-understood' ? 'list-unclear' : 'not-listed';
      return doubt({ code }, nextLook(sent, listed.failure));
    }
    const verdict = await decide(checking, sent, listed.value);
    if (verdict.code === 'found') return;
    if (verdict.code === 'perhaps') return doubt(verdict, null);
    if (verdict.code === 'unclear') return doubt({ code: 'list-unclear' }, null);
    if (listed.value.extent === 'whole') return absent(checking, sent, loss, listed.value.listedAt);
    await doubt({ code: 'list-unclear' }, nextLook(sent, null));
  }

  /** Stores what else is new, and has home show it if the order was left. */
  async function tellTwins(order: MadeOne, also: Pick<Connected, 'twins' | 'alsoCounted'>): Promise<void> {
    if (order.isClosed) await table.recover(order.id);
    await table.advance(order, { stage: { ...order.stage, ...also } });
  }

  async function lookForTwins(order: ApiOrder, sent: Sent): Promise<void> {
    if (!hasMadeOne(order)) return;
    const one = oneMore(sent);
    const expected = one !== undefined && order.stage.name === 'undone' ? one - 1 : one;
    const listed = await list(order, {
      since: sent.lookingSince ?? now(),
      unlessUnchanged: true,
      // Without the ids from before, the rest of the list would tell no more than its count.
      suffices: ({ count }) => count === expected || (sent.before === null && count !== null),
    });
    if (!listed.ok) {
      const next = nextLook(sent, listed.failure);
      await table.note(order.id, next?.sent ?? null);
      return next ? schedule.at(orderAlarm(order), next.at) : undefined;
    }
    const { count } = listed.value;
    const stored = await claiming(table, order, async (isOthers) => {
      const stored = await table.find(order.id);
      if (!stored || !hasMadeOne(stored) || stored.stage.name !== order.stage.name) return stored;
      const { id: own } = stored.stage.connection;
      const rest = withoutOthers(listed.value, sent.before, (other) => other.id === own || isOthers(other));
      const verdict = count === expected ? null : judge(order.title, sent, rest);
      const alsoCounted = sent.before === null && count !== null && expected !== undefined ? count - expected : 0;
      if (verdict?.code === 'found') await tellTwins(stored, { twins: [verdict.connection, ...verdict.others] });
      else if (alsoCounted > 0) await tellTwins(stored, { alsoCounted });
      else await table.note(order.id, null);
      return null;
    });
    // Undone meanwhile: the list may be from before or after that.
    if (stored?.via === 'api' && stored.sent) await lookForTwins(stored, stored.sent);
  }

  return {
    look,

    /** Records that a request's answer is lost, and looks for the connection. */
    async lost(order: ApiOrder, sent: Sent, loss: Loss): Promise<void> {
      // A request that was in flight when the background stopped ended by its time limit.
      const lostAt = Math.min(now(), sent.at + REQUEST_TIMEOUT_MS);
      await look(order, { ...sent, lostAt, lookingSince: lostAt, isAnswered: isAnswered(loss) }, loss);
    },

    /**
     * Looks for the connection of a request that was refused because of the rate limit: the browser may have sent the
     * request twice. If it exists, ends the order as connected and returns true.
     */
    async isFound(order: ApiOrder, sent: Sent): Promise<Result<boolean, Failure>> {
      const { accountId, app } = order;
      const listed = await connections.read(
        { accountId, appId: app.id },
        // Usually one page shows that there are as many as before.
        { since: now(), unlessUnchanged: true, suffices: ({ count }) => count !== null && count + 1 === oneMore(sent) },
      );
      if (!listed.ok) return isAnswer(listed.failure) ? succeeded(false) : listed;
      const verdict = await decide(order, sent, listed.value);
      return succeeded(verdict.code === 'found');
    },

    /** Searches the list for twins of a new connection: the browser may have sent the request twice. */
    lookForTwins,
  };
}

/** The object that {@link createSettlement} returns. */
export type Settlement = ReturnType<typeof createSettlement>;
