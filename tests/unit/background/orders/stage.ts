import { beforeEach, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { createAttention } from '../../../../lib/background/attention';
import { type Connections, createConnections } from '../../../../lib/background/connections/connections';
import { journalItem } from '../../../../lib/background/orders/journal';
import { createOrders } from '../../../../lib/background/orders/orders';
import { createSchedule } from '../../../../lib/background/schedule';
import { placesFor } from '../../../../lib/shared/definitions/credentials';
import { readDraft, writeDraft } from '../../../../lib/shared/draft';
import { type Job, jobItem, type Progress, saveJob } from '../../../../lib/shared/job';
import { ACME_CRM, MARIA, SHIPDAY } from '../../../zapier/zapier';
import { useStage } from '../../support/stage';

export const POST = 'POST /v2/authentications';
export const GET = 'GET /v2/authentications';
export const APP = { id: ACME_CRM.app, title: ACME_CRM.title };
export const TITLE = 'Acme – CRM';

/** Sets up a background that creates connections, with Maria signed in, for every test of a file. */
export function useOrders() {
  const stage = useStage();
  let services: ReturnType<typeof stage.services>;
  let connections: Connections;
  let connect: ReturnType<typeof start>;
  let accountId: string;

  /** Starts another background with the same storage, as after a restart. */
  function start() {
    vi.spyOn(browser.action, 'openPopup').mockRejectedValue(new Error('No window'));
    const attention = createAttention({ none: () => 'Quiet', connected: () => 'Connected', 'needs-you': () => 'Look' });
    const now = () => stage.now;
    connections = createConnections({ ...services, now });
    const schedule = createSchedule(now);
    return createOrders({ ...services, connections, attention, schedule, now, config: async () => stage.config });
  }

  beforeEach(async () => {
    stage.config = { ...stage.config, apps: [ACME_CRM, SHIPDAY] };
    services = stage.services();
    connect = start();
    ({ accountId } = await stage.signIn(services.store));
  });

  return {
    stage,
    start,
    get connect() {
      return connect;
    },
    get store() {
      return services.store;
    },
    get accessTokens() {
      return services.accessTokens;
    },
    get accountId() {
      return accountId;
    },
    /** Writes what a page writes when Connect is clicked: the form with a secret, and the job. */
    async order(changes: Partial<Job> = {}): Promise<Job> {
      const { app = APP } = changes;
      const definition = stage.config.apps.find((defined) => defined.app === app.id) ?? null;
      const job: Job = {
        ...{ id: 'job-1', accountId, app, title: TITLE, fields: placesFor(definition) },
        progress: { status: 'ordered' },
        ...changes,
      };
      const draft = { title: null, values: {}, freeFields: [], secretIds: ['api_key'] };
      await writeDraft(accountId, job.app.id, draft, { values: { api_key: 'k-1' }, editedAt: stage.now });
      await saveJob(job);
      return job;
    },
    /** Does what an open form does: has the app's connections listed. */
    list: () => connections.refresh({ accountId, appId: APP.id }),
    /** Reads the stored form. */
    typed: () => readDraft(accountId, APP.id, stage.now),
    progress: async (): Promise<Progress | undefined> => (await jobItem.read(accountId, APP.id))?.progress,
    journal: () => journalItem.getValue(),
    posts: () => stage.zapier.requestsTo(POST).length,
    /** Returns the time of the job's alarm, in epoch milliseconds. */
    alarm: async () => (await browser.alarms.get(`job/${accountId}/${APP.id}`))?.scheduledTime,
    addConnection: (title = TITLE) => stage.zapier.addConnection({ app: APP.id, title, owner: MARIA }),
  };
}
