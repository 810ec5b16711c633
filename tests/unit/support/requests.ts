import type { Failure } from '../../../lib/shared/failure';
import { ACME_CRM } from '../../zapier/zapier';
import { useStage } from './stage';

export const POST = 'POST /v2/authentications';
export const APPS = 'GET /v2/apps';
/** The connection that `create` asks for. */
export const NEW = { title: 'Acme – CRM', app: ACME_CRM.app, authentication_fields: { api_key: 'k-1' } };

/** How a request ends that failed so. */
export const failure = (expected: Failure) => ({ ok: false, failure: expected });

/** For every test of a file a stage on which somebody signs in and sends requests to Zapier. */
export function useRequests() {
  const stage = useStage();
  return {
    stage,
    /** Signs Maria in, and answers with what she can ask of Zapier. */
    async setUp() {
      const services = stage.services();
      const { accountId, tokens } = await stage.signIn(services.store);
      const create = () => services.zapier.createAuthentication(accountId, NEW);
      const search = (query: string) => services.zapier.searchApps({ accountId, query });
      return { ...services, accountId, tokens, create, search };
    },
  };
}
