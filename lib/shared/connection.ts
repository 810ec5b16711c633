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

/** An app's connections when Zapier last listed them. */
export interface Listed {
  connections: ListedConnection[];
  /** Epoch milliseconds. */
  listedAt: number;
}

/** The list for each app of each account. Written by the background, watched by the form. */
export const listedItem = perApp<Listed>('connections');
