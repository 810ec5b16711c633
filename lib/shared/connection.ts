import { perApp } from './items';

/** A connection by its opaque id and its title. Zapier's API calls it an authentication. */
export interface ConnectionRef {
  id: string;
  title: string;
}

/** A connection as Zapier lists it: without a date, and without any credential. */
export interface ListedConnection extends ConnectionRef {
  /** Zapier knows that its credentials no longer work. False does not mean that they do. */
  isExpired: boolean;
}

/** An app's connections as Zapier listed them last. */
export interface Listed {
  connections: ListedConnection[];
  /** Epoch milliseconds. */
  listedAt: number;
}

/** The list of each app of each account. Written by the background, followed by the form. */
export const listedItem = perApp<Listed>('connections');
