import type { AppSummary } from '../../shared/app-summary';
import type { Failure } from '../../shared/failure';
import type { Result } from '../../shared/result';
import type { Zapier } from './api';

/** Searches Zapier's directory; a newer search cancels the one in flight. */
export function createAppSearch(zapier: Zapier) {
  let inFlight: AbortController | undefined;

  return (accountId: string, query: string): Promise<Result<AppSummary[], Failure>> => {
    inFlight?.abort();
    inFlight = new AbortController();
    return zapier.searchApps(accountId, query, inFlight.signal);
  };
}
