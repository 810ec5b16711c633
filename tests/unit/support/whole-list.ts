import type { Listed, ListedConnection } from '../../../lib/shared/connection';

/** Returns these connections as a list that was read whole. `listedAt` in epoch milliseconds. */
export const wholeList = (connections: ListedConnection[], listedAt = 1): Listed => ({
  ...{ connections, listedAt, extent: 'whole', pages: 1 },
  count: connections.length,
  next: connections.length,
});
