/** A connection as Zapier lists it. It tells no date, and never a credential. */
export interface ListedConnection {
  /** Opaque. */
  id: string;
  title: string;
  /** Zapier knows that its credentials no longer work. False does not say that they do. */
  isExpired: boolean;
}
