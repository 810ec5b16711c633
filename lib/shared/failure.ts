/** One object of Zapier's `errors` list, reduced to what the interface shows. */
export interface ApiError {
  code: string;
  /** Zapier's words, shown word for word. */
  detail: string;
  /** JSON Pointer into the request's body (RFC 6901), for example `/data/authentication_fields/api_key`. */
  pointer: string | null;
}

/** Why a request to Zapier came to nothing. */
export type Failure =
  /** Zapier answered with a refusal; nothing was created. */
  | { code: 'refused'; status: number; errors: ApiError[] }
  /** Zapier broke down while answering: whether the request took effect is not known. */
  | { code: 'server-error'; status: number; errors: ApiError[] }
  /** Zapier ended the sign-in; the agent has to sign in again. */
  | { code: 'sign-in-ended' }
  /** The request never reached Zapier. */
  | { code: 'not-sent' }
  /** Held back because of Zapier's limit of requests, so nothing was sent; good again at `until`, epoch milliseconds. */
  | { code: 'paused'; until: number }
  /** The browser's user withdrew access to Zapier's hosts. */
  | { code: 'no-host-access' }
  /** Sent, and no readable answer came: whether it took effect is not known. */
  | { code: 'answer-lost' };
