import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Account } from '../../shared/account';
import type { AppSummary } from '../../shared/app';
import { refusedAppsItem } from '../../shared/app-memory';
import type { ConnectionRef } from '../../shared/connection';
import { type AppDefinition, needsZapierPage } from '../../shared/definitions/definition';
import { isVisiting, type Visit, visitItem } from '../../shared/visit';
import { readSeenAtZapier, watchSeenAtZapier } from '../../shared/zapier-session';
import { send } from '../send';

/** What storage knows of connecting an app on Zapier's own page. */
export interface ZapierPageState {
  visit: Visit | null;
  /** Whether Zapier refused to take the app's credentials once. */
  isRefused: boolean;
  /** Id of the account that Zapier was last seen signed in as in this browser; null where it may be anybody. */
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

/** Connecting an app on Zapier's own page, as its form sees it: ordered here, carried out by the background. */
export function createZapierPage(
  account: ReadonlySignal<Account>,
  app: AppSummary,
  definition: AppDefinition | null,
  initial: ZapierPageState,
) {
  const { id: accountId } = account.value;
  const visit = signal(initial.visit);
  /** What waits until the agent has read whose account Zapier's page will use. */
  const warned = signal<{ reconnects: ConnectionRef | null } | null>(null);
  /** Zapier makes and renews the tokens of OAuth apps with its own client, so there are no fields to enter. */
  const hasFields = definition === null || !needsZapierPage(definition);
  const seen = signal(initial.seenAtZapier);

  function start(reconnects: ConnectionRef | null) {
    warned.value = null;
    const order = { accountId, app: { id: app.id, title: app.title }, reconnects };
    // Shown at once; from then on the stored state is.
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
    /** Whether the app's form leads with Zapier's page. */
    leads: definition === null || !hasFields || initial.isRefused,
    hasFields,
    visit: visit as ReadonlySignal<Visit | null>,
    /** Whether the visit still goes on. */
    underWay: computed(() => visit.value !== null && isVisiting(visit.value)),
    /** Whether the agent has to read first that Zapier may be signed in as somebody else. */
    isWarned: computed(() => warned.value !== null),

    /** Connects on Zapier's page, or warns first. */
    connect: () => begin(null),
    /** ConnectionRef an expired connection, or warns first. */
    reconnect: (expired: ConnectionRef) => begin({ id: expired.id, title: expired.title }),
    /** Once more, whichever of the two it was. How the visit ended has said whose session Zapier may have. */
    again: () => start(visit.value?.reconnects ?? null),
    /** The agent has read the warning. */
    goOn: () => start(warned.value?.reconnects ?? null),
    /** The agent has read the warning and leaves it. */
    turnBack() {
      warned.value = null;
    },
    check: () => void send('visit.check', { accountId, appId: app.id }),
    show: () => void send('visit.show', { accountId, appId: app.id }),
    /** Closes Zapier's page, or forgets how it ended. */
    cancel() {
      visit.value = null;
      void send('visit.cancel', { accountId, appId: app.id });
    },

    /** Follows the visit while the form is shown; answers with the way to stop. */
    follow(): () => void {
      let isTold = false;
      const unwatch = visitItem.watch(accountId, app.id, (stored) => {
        isTold = true;
        visit.value = stored;
      });
      // It may have gone on between the form's first look and this one.
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

/** What {@link createZapierPage} gives. */
export type ZapierPage = ReturnType<typeof createZapierPage>;
