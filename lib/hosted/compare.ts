import type { ListedConnection } from '../connections/listed-connection';

/** What happened to an account's connections while a page of Zapier's was open. */
export interface Change {
  /** Those that were not there before. */
  made: ListedConnection[];
  /** Those that had expired before and no longer have. */
  renewed: ListedConnection[];
}

/**
 * Proves what a visit to Zapier's page came to, by the lists before and after it. Zapier tells no dates, and
 * does not document whether connecting the same thing again makes a second connection or repairs the first.
 */
export function compareConnections(before: ListedConnection[], after: ListedConnection[]): Change {
  const known = new Map(before.map((connection) => [connection.id, connection]));
  return {
    made: after.filter(({ id }) => !known.has(id)),
    renewed: after.filter(({ id, isExpired }) => known.get(id)?.isExpired && !isExpired),
  };
}
