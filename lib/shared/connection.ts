import { perApp } from './items';

/** A connection's opaque id and its title. Zapier's API calls a connection an authentication. */
export interface ConnectionRef {
  id: string;
  title: string;
}

/** A connection as Zapier lists it, with neither a date nor credentials. */
export interface ListedConnection extends ConnectionRef {
  /** True if Zapier knows that the credentials no longer work. False does not mean that they work. */
  isExpired: boolean;
}

/** An app's connections, as far as Zapier's list of them has been read. */
export interface Listed {
  /** Each once, in Zapier's order. */
  connections: ListedConnection[];
  /** How many there are by Zapier's own count on the first page; null if it gave none. */
  count: number | null;
  extent: Extent;
  /** Offset of the next page. */
  next: number;
  /** Number of pages read. */
  pages: number;
  /** When the first page was requested, in epoch milliseconds. */
  listedAt: number;
}

/** How much of the list has been read. */
export type Extent =
  /** More pages follow. They are being read, or wait for the rate limit. */
  | 'reading'
  /** More pages follow. They are read only if somebody needs them. */
  | 'more'
  /** All: as many connections as Zapier counted on the first page and on the last. */
  | 'whole'
  /** Read to its end, but a page was not understood or the number does not match Zapier's count. */
  | 'unclear';

/** The list for each app of each account. Written by the background, watched by the form. */
export const listedItem = perApp<Listed>('connections');

/** How a connection came to be gone. */
export type Deletion =
  | 'deleted'
  /** Somebody else deleted it before. */
  | 'already-gone';
