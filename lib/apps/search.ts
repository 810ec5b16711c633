import type { Failure } from '../failure';
import type { Result } from '../result';
import type { Zapier } from '../zapier/zapier';
import type { AppSummary } from './app-summary';

/** Searches Zapier's directory; a newer search cancels the one in flight. */
export function createAppSearch(zapier: Zapier) {
  let inFlight: AbortController | undefined;

  return (accountId: string, query: string): Promise<Result<AppSummary[], Failure>> => {
    inFlight?.abort();
    inFlight = new AbortController();
    return zapier.searchApps(accountId, query, inFlight.signal);
  };
}
