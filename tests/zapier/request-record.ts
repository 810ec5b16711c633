/** One request, as it arrived. */
export interface RequestRecord {
  /** Its place in the order of arrivals and answers, which share one count. */
  arrivedAt: number;
  /** The answer's place in the same order; null while there is none. */
  answeredAt: number | null;
  method: string;
  host: string;
  path: string;
  query: Record<string, string>;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Parsed JSON, or form fields by name; the text itself where it is neither; null where there is none. */
  body: unknown;
  rawBody: string;
  /** Null while unanswered, and when the connection was dropped instead. */
  status: number | null;
  /** Whether the other side hung up before the answer was out. */
  aborted: boolean;
}
