import type { Failure } from '../../../lib/shared/failure';
import { ACME_CRM } from '../../zapier/zapier';
import { useStage } from './stage';

export const POST = 'POST /v2/authentications';
export const APPS = 'GET /v2/apps';
/** The connection that `create` asks for. */
export const NEW = { title: 'Acme – CRM', app: ACME_CRM.app, authentication_fields: { api_key: 'k-1' } };

/** Returns the result of a request that failed in this way. */
export const failure = (expected: Failure) => ({ ok: false, failure: expected });

/** Sets up a stage for every test of a file, for requests to Zapier as a signed-in user. */
export function useRequests() {
  const stage = useStage();
  return {
    stage,
    /** Signs Maria in, and returns the services with her requests to Zapier. */
    async setUp() {
      const services = stage.services();
      const { accountId, tokens } = await stage.signIn(services.store);
      const create = () => services.zapier.createAuthentication(accountId, NEW);
      const search = (query: string) => services.zapier.searchApps({ accountId, query });
      return { ...services, accountId, tokens, create, search };
    },
  };
}
