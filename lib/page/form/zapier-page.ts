import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { AppSummary } from '../../shared/app';
import { refusedAppsItem } from '../../shared/app-memory';
import type { ConnectionRef } from '../../shared/connection';
import { type AppDefinition, needsZapierPage } from '../../shared/definitions/definition';
import { isVisiting, type Visit, visitItem } from '../../shared/visit';
import { believedUntil, type SeenAtZapier, seenAtZapierItem } from '../../shared/zapier-session';
import { send } from '../send';
import type { FormAccount } from './usual-title';

/** The stored state of connecting an app on Zapier's own page. */
export interface ZapierPageState {
  visit: Visit | null;
  /** True if Zapier answered the app's credentials with a 403. */
  isRefused: boolean;
  /** Whom this browser was last seen signed in as at Zapier; null if it is not known. */
  seenAtZapier: SeenAtZapier | null;
}

/** Reads {@link ZapierPageState}. */
export async function readZapierPageState(accountId: string, appId: string): Promise<ZapierPageState> {
  const [visit, refused, seenAtZapier] = await Promise.all([
    visitItem.read(accountId, appId),
    refusedAppsItem.getValue(),
    seenAtZapierItem.getValue(),
  ]);
  return { visit, isRefused: refused.includes(appId), seenAtZapier };
}

/** Connects an app on Zapier's own page. Visits are started here and carried out by the background. */
export function createZapierPage(
  account: ReadonlySignal<FormAccount>,
  app: AppSummary,
  definition: AppDefinition | null,
  initial: ZapierPageState,
) {
  const { id: accountId } = account.value;
  const visit = signal(initial.visit);
  /** Zapier makes and renews the tokens of OAuth apps with its own client, so there are no fields to enter. */
  const hasFields = definition === null || !needsZapierPage(definition);
  const seen = signal(initial.seenAtZapier);
  const believed = () => believedUntil(seen.value, accountId, Date.now());
  const isProven = signal(believed() > 0);

  /** Judges whose session Zapier has whenever something new is known of it, and once that is too old. */
  function judge() {
    const until = believed();
    isProven.value = until > 0;
    if (until === 0) return;
    const timer = setTimeout(judge, until - Date.now());
    return () => clearTimeout(timer);
  }

  function start(reconnects: ConnectionRef | null) {
    const { ticket } = account.value;
    const order = { accountId, app: { id: app.id, title: app.title }, reconnects, ...(ticket && { ticket }) };
    // Shown until the background stores the visit.
    const ordered: Visit = { ...order, id: '', progress: { status: 'opening' } };
    visit.value = ordered;
    send('visit.start', order).catch(() => {
      if (visit.value === ordered)
        visit.value = { ...ordered, progress: { status: 'not-opened', failure: { code: 'interrupted' } } };
    });
  }

  return {
    /** True if the app's form offers Zapier's page first. */
    leads: definition === null || !hasFields || initial.isRefused,
    hasFields,
    visit: visit as ReadonlySignal<Visit | null>,
    /** True while the visit is in progress. */
    underWay: computed(() => visit.value !== null && isVisiting(visit.value)),
    /** True while Zapier is believed to be signed in as this account, in this browser. */
    isProven: isProven as ReadonlySignal<boolean>,

    /** Opens Zapier's page to connect the app. */
    connect: () => start(null),
    /** Opens Zapier's page to reconnect an expired connection. */
    reconnect: (expired: ConnectionRef) => start({ id: expired.id, title: expired.title }),
    /** Repeats the last visit. */
    again: () => start(visit.value?.reconnects ?? null),
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
        seenAtZapierItem.watch((stored) => {
          seen.value = stored;
        }),
        effect(judge),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** The part of a form's model that {@link createZapierPage} returns. */
export type ZapierPage = ReturnType<typeof createZapierPage>;
