import type { ListedConnection } from '../../shared/connection';
import type { Instead } from '../../shared/visit';

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

/** What a visit came to that was to reconnect one expired connection. */
export interface Reconnection {
  works: boolean;
  isGone: boolean;
  /** What happened to the account's others. */
  instead: Instead[];
}

/** Judges a reconnection by the one connection it was about: what happened to another one is no success. */
export function judgeReconnection(id: string, after: ListedConnection[], { made, renewed }: Change): Reconnection {
  const wanted = after.find((connection) => connection.id === id);
  const as = (how: Instead['how']) => (connection: ListedConnection) => ({
    id: connection.id,
    title: connection.title,
    how,
  });
  const others = renewed.filter((connection) => connection !== wanted);
  return {
    works: wanted?.isExpired === false,
    isGone: !wanted,
    instead: [...others.map(as('renewed')), ...made.map(as('made'))],
  };
}
