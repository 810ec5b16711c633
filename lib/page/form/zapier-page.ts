import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Account } from '../../shared/account';
import type { AppSummary } from '../../shared/app';
import { refusedAppsItem } from '../../shared/app-memory';
import type { ConnectionRef } from '../../shared/connection';
import { type AppDefinition, needsZapierPage } from '../../shared/definitions/definition';
import { isVisiting, type Visit, visitItem } from '../../shared/visit';
import { readSeenAtZapier, watchSeenAtZapier } from '../../shared/zapier-session';
import { send } from '../send';

/** The stored state of connecting an app on Zapier's own page. */
export interface ZapierPageState {
  visit: Visit | null;
  /** True if Zapier answered the app's credentials with a 403. */
  isRefused: boolean;
  /** Id of the account that this browser was last seen signed in to at Zapier; null if it is not known. */
  seenAtZapier: string | null;
}

/** Reads {@link ZapierPageState}. */
export async function readZapierPageState(accountId: string, appId: string): Promise<ZapierPageState> {
  const [visit, refused, seenAtZapier] = await Promise.all([
    visitItem.read(accountId, appId),
    refusedAppsItem.getValue(),
    readSeenAtZapier(),
  ]);
  return { visit, isRefused: refused.includes(appId), seenAtZapier };
}

/** Connects an app on Zapier's own page. Visits are started here and carried out by the background. */
export function createZapierPage(
  account: ReadonlySignal<Account>,
  app: AppSummary,
  definition: AppDefinition | null,
  initial: ZapierPageState,
) {
  const { id: accountId } = account.value;
  const visit = signal(initial.visit);
  /** The visit that waits until the agent has read the warning about the account that Zapier's page will use. */
  const warned = signal<{ reconnects: ConnectionRef | null } | null>(null);
  /** Zapier makes and renews the tokens of OAuth apps with its own client, so there are no fields to enter. */
  const hasFields = definition === null || !needsZapierPage(definition);
  const seen = signal(initial.seenAtZapier);

  function start(reconnects: ConnectionRef | null) {
    warned.value = null;
    const order = { accountId, app: { id: app.id, title: app.title }, reconnects };
    // Shown until the background stores the visit.
    const ordered: Visit = { ...order, id: '', progress: { status: 'opening' } };
    visit.value = ordered;
    send('visit.start', order).catch(() => {
      if (visit.value === ordered)
        visit.value = { ...ordered, progress: { status: 'not-opened', failure: { code: 'interrupted' } } };
    });
  }

  function begin(reconnects: ConnectionRef | null) {
    if (seen.value === accountId) start(reconnects);
    else warned.value = { reconnects };
  }

  return {
    /** True if the app's form offers Zapier's page first. */
    leads: definition === null || !hasFields || initial.isRefused,
    hasFields,
    visit: visit as ReadonlySignal<Visit | null>,
    /** True while the visit is in progress. */
    underWay: computed(() => visit.value !== null && isVisiting(visit.value)),
    /** True while the agent has to confirm that Zapier may be signed in to another account. */
    isWarned: computed(() => warned.value !== null),

    /** Opens Zapier's page to connect the app, or warns first. */
    connect: () => begin(null),
    /** Opens Zapier's page to reconnect an expired connection, or warns first. */
    reconnect: (expired: ConnectionRef) => begin({ id: expired.id, title: expired.title }),
    /** Repeats the last visit, without a warning: its outcome has told whose session Zapier may have. */
    again: () => start(visit.value?.reconnects ?? null),
    /** Starts the visit after the warning. */
    goOn: () => start(warned.value?.reconnects ?? null),
    /** Drops the visit after the warning. */
    turnBack() {
      warned.value = null;
    },
    check: () => void send('visit.check', { accountId, appId: app.id }),
    show: () => void send('visit.show', { accountId, appId: app.id }),
    /** Closes Zapier's page, or forgets a visit that has ended. */
    cancel() {
      visit.value = null;
      void send('visit.cancel', { accountId, appId: app.id });
    },

    /** Follows the visit while the form is shown. Returns a function that stops. */
    follow(): () => void {
      let isTold = false;
      const unwatch = visitItem.watch(accountId, app.id, (stored) => {
        isTold = true;
        visit.value = stored;
      });
      // The visit may have changed since the form first read it.
      void visitItem.read(accountId, app.id).then((stored) => {
        if (!isTold && visit.value === initial.visit) visit.value = stored;
      });
      const stops = [
        unwatch,
        watchSeenAtZapier(async () => {
          seen.value = await readSeenAtZapier();
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** The part of a form's model that {@link createZapierPage} returns. */
export type ZapierPage = ReturnType<typeof createZapierPage>;
