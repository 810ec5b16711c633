/** One object of Zapier's `errors` list, reduced to what the interface shows. */
export interface ApiError {
  code: string;
  /** Zapier's message, shown verbatim. */
  detail: string;
  /** JSON Pointer into the request body (RFC 6901), for example `/data/authentication_fields/api_key`. */
  pointer: string | null;
}

/** Why a request to Zapier failed. */
export type Failure =
  /** Zapier refused the request. Nothing was created, except perhaps after a 409. */
  | { code: 'refused'; status: number; errors: ApiError[] }
  /** Zapier failed with a server error. It is not known whether the request took effect. */
  | { code: 'server-error'; status: number; errors: ApiError[] }
  /** Zapier ended the sign-in, so the agent has to sign in again. */
  | { code: 'sign-in-ended' }
  /** Not sent, because Zapier's answer to the renewal of the sign-in is not in a form we know. The sign-in is kept. */
  | { code: 'not-renewed'; status: number; got: NotUnderstood['got'] }
  /** The request never reached Zapier. */
  | { code: 'not-sent' }
  /** Held back or refused because of the rate limit, so it had no effect. Possible from `until`, epoch milliseconds. */
  | { code: 'paused'; until: number }
  /** The browser's user withdrew access to Zapier's hosts. */
  | { code: 'no-host-access' }
  /** Sent, but no answer arrived. It is not known whether the request took effect. */
  | { code: 'answer-lost' }
  | NotUnderstood;

/** Not done, because the administrator's policy switches this off for everybody. */
export interface SwitchedOff {
  code: 'switched-off';
}

/** Why a connection was not deleted. */
export type DeletionFailure = Failure | SwitchedOff;

/**
 * Zapier, or something on the way to it, answered in a form that is not known here. This means neither that Zapier is
 * out of reach nor that there is nothing, and it is not known whether the request took effect.
 */
export interface NotUnderstood {
  code: 'not-understood';
  /** 0 for a redirect: the browser does not tell its status. */
  status: number;
  /** What came instead of the expected data: an HTML page, nothing, a redirect, or other data. */
  got: 'page' | 'nothing' | 'redirect' | 'other';
}
