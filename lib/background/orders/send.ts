import type { Config } from '../../shared/config';
import type { ConnectionRef } from '../../shared/connection';
import { authenticationFields, placesFor } from '../../shared/definitions/credentials';
import { type Draft, readDraft, removeDraft, type Secrets } from '../../shared/draft';
import type { Failure } from '../../shared/failure';
import type { ApiOrder, Sent } from '../../shared/order';
import type { OrderFailure } from '../../shared/order-stage';
import { type Result, succeeded } from '../../shared/result';
import type { Before, Connections } from '../connections/connections';
import { keepOnDisk } from '../keep-on-disk';
import type { Schedule } from '../schedule';
import type { AccountStore } from '../sign-in/account-store';
import type { Zapier } from '../zapier/api';
import { noteRefusal, rememberFieldNames } from './app-memory';
import { orderAlarm } from './order-alarm';
import type { OrderTable } from './order-table';
import type { Settlement } from './settle';
import { rememberUsed } from './used-credentials';
import { withoutSecrets } from './without-secrets';

/**
 * Time until an order is continued that waits for the network, or whose step may have been interrupted by the end of
 * the background, in milliseconds.
 */
const LOOK_AFTER_MS = 30_000;

interface Dependencies {
  config: () => Promise<Config>;
  store: Pick<AccountStore, 'account'>;
  table: OrderTable;
  zapier: Pick<Zapier, 'createAuthentication'>;
  connections: Pick<Connections, 'before' | 'made'>;
  settlement: Settlement;
  schedule: Schedule;
  /** Epoch milliseconds. */
  now: () => number;
}

/** The values typed into a form, with no secret wiped. */
interface Typed {
  draft: Draft;
  secrets: Secrets | null;
}

/** Returns the function that sends an order: one POST, on disk before it is sent. */
export function createSend(dependencies: Dependencies) {
  const { config, store, table, zapier, connections, settlement, schedule, now } = dependencies;

  /** Ends an order that had no effect. */
  async function fail(order: ApiOrder, failure: OrderFailure): Promise<void> {
    await table.advance(order, { stage: { name: 'failed', failure } });
  }

  /** Makes an order wait until a time in epoch milliseconds, or until the network is back if that is null. */
  async function wait(order: ApiOrder, until: number | null): Promise<void> {
    const { sent } = order;
    const waiting = await table.advance(order, { stage: { name: 'queued', until }, ...(sent && { sent }) });
    if (waiting) await schedule.at(orderAlarm(order), until ?? now() + LOOK_AFTER_MS);
  }

  async function readTyped({ accountId, app }: ApiOrder): Promise<Typed | null> {
    const { draft, secrets } = await readDraft(accountId, app.id, now());
    return draft?.secretIds.every((id) => secrets?.values[id]) ? { draft, secrets } : null;
  }

  /** Makes an order wait that could not be sent, or ends it. */
  async function holdBack(order: ApiOrder, failure: Failure): Promise<void> {
    if (failure.code === 'paused') return wait(order, failure.until);
    if (failure.code === 'not-sent' || failure.code === 'answer-lost') return wait(order, null);
    await fail(order, failure);
  }

  /** Returns what is known of the app's connections before the first request, or why none can be sent now. */
  async function before({ accountId, app, stage, sent }: ApiOrder): Promise<Result<Before, Failure>> {
    if (sent) return succeeded({ ids: sent.before, count: sent.countBefore });
    // The browser may be wrong about the network, both ways: only an answer shows that Zapier can be reached.
    const asksAnew = (stage.name === 'queued' && stage.until !== undefined) || !navigator.onLine;
    return connections.before({ accountId, appId: app.id }, asksAnew);
  }

  async function start(order: ApiOrder): Promise<void> {
    await schedule.at(orderAlarm(order), now() + LOOK_AFTER_MS);
    const isFound = order.sent ? await settlement.isFound(order, order.sent) : succeeded(false);
    if (!isFound.ok) return holdBack(order, isFound.failure);
    if (isFound.value) return;
    // Only now, because it says that nothing was created.
    const typed = await readTyped(order);
    if (!typed) return fail(order, { code: 'values-gone' });
    const known = await before(order);
    if (known.ok) await send(order, typed, known.value);
    else await holdBack(order, known.failure);
  }

  async function send(order: ApiOrder, typed: Typed, { ids, count }: Before): Promise<void> {
    const { accountId, app, title } = order;
    const { apps, allowFreeFields } = await config();
    const definition = apps.find((defined) => defined.app === app.id) ?? null;
    if (!definition && !allowFreeFields) return fail(order, { code: 'switched-off' });
    // Otherwise a value could be sent in no place, or in a wrong one.
    if (String(order.fields) !== String(placesFor(definition))) return fail(order, { code: 'form-changed' });
    const sent: Sent = { at: now(), before: ids, countBefore: count, looks: 0 };
    const sending = await table.advance(order, { stage: { name: 'sending' }, sent });
    if (!sending) return;
    if (!(await table.isSendingOnDisk(sending))) return fail(sending, { code: 'not-journaled' });
    await schedule.at(orderAlarm(order), sent.at + LOOK_AFTER_MS);

    // Only a warning depends on it, which must not keep a request from being sent.
    await rememberUsed(store, accountId, typed.secrets?.values ?? {}, sent.at).catch(() => undefined);
    const fields = authenticationFields(definition, typed.draft, typed.secrets);
    const result = await zapier.createAuthentication(accountId, { title, app: app.id, authentication_fields: fields });
    if (result.ok) return created(sending, sent, result.value, typed, definition ? [] : Object.keys(fields));
    const failure = withoutSecrets(result.failure, typed);
    // A request that timed out or conflicted may have taken effect.
    const isDoubtful = failure.code === 'refused' && [408, 409, 499].includes(failure.status);
    const isUnknown = failure.code === 'answer-lost' || failure.code === 'not-understood';
    if (isUnknown || failure.code === 'server-error' || isDoubtful) return settlement.lost(sending, sent, failure);
    if (failure.code === 'paused') return wait(sending, failure.until);
    await fail(sending, failure);
    await keepOnDisk('refusedApps', () => noteRefusal(app.id, result));
  }

  async function created(
    order: ApiOrder,
    sent: Sent,
    connection: ConnectionRef,
    typed: Typed,
    freeNames: string[],
  ): Promise<void> {
    const { accountId, app } = order;
    // Before the stage is stored: after that, the agent may be typing the next draft.
    await removeDraft(accountId, app.id);
    // Otherwise the restored form would report the secrets as wiped.
    const draft = { ...typed.draft, secretIds: [] };
    const connected = { name: 'connected', connection, connectedAt: now(), draft } as const;
    const moved = await table.advance(order, { stage: connected, sent });
    if (!moved) return;
    // Each write by itself, so that a full disk does not prevent the others.
    await Promise.all([
      keepOnDisk('refusedApps', () => noteRefusal(app.id, succeeded(connection))),
      freeNames.length > 0 && keepOnDisk('fieldNames', () => rememberFieldNames(app.id, freeNames)),
      keepOnDisk('madeHere', () => connections.made(order, connection, typed.draft, typed.secrets)),
    ]);
    await settlement.lookForTwins(moved, sent);
  }

  return start;
}
