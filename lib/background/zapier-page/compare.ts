import type { Listed, ListedConnection } from '../../shared/connection';
import type { Failure } from '../../shared/failure';
import type { Instead } from '../../shared/order-stage';
import type { Result } from '../../shared/result';

/** Changes to an account's connections while Zapier's page was open. */
export interface Change {
  /** New connections. */
  made: ListedConnection[];
  /** Connections that were expired before and are not any more. */
  renewed: ListedConnection[];
}

/**
 * Determines the result of a visit by comparing the lists before and after it. Zapier returns no dates, and does not
 * document whether connecting again creates a second connection or repairs the first.
 */
export function compareConnections(before: ListedConnection[], after: ListedConnection[]): Change {
  const known = new Map(before.map((connection) => [connection.id, connection]));
  return {
    made: after.filter(({ id }) => !known.has(id)),
    renewed: after.filter(({ id, isExpired }) => known.get(id)?.isExpired && !isExpired),
  };
}

/** Result of a visit to reconnect one expired connection. */
export interface Reconnection {
  works: boolean;
  isGone: boolean;
  /** What happened to other connections of the account. */
  instead: Instead[];
}

/** Judges a reconnection by the connection it is for: a change to another one is not a success. */
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

/** Returns an app's connections if all of them could be read, or else null. */
export const wholeOf = (listed: Result<Listed, Failure>): ListedConnection[] | null =>
  listed.ok && listed.value.extent === 'whole' ? listed.value.connections : null;
