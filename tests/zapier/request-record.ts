/** A recorded request. */
export interface RequestRecord {
  /** Position in the common sequence of arrivals and responses. */
  arrivedAt: number;
  /** The response's position in the same sequence; null while there is none. */
  answeredAt: number | null;
  method: string;
  host: string;
  path: string;
  query: Record<string, string>;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Parsed JSON, or form fields by name; the text itself if it is neither; null if there is none. */
  body: unknown;
  rawBody: string;
  /** Null until there is a response, or if the connection was dropped. */
  status: number | null;
  /** True if the client closed the connection before the response was sent. */
  aborted: boolean;
}
