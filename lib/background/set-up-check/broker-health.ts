import { failed, type Result, succeeded } from '../../shared/result';
import type { ExchangeFailure } from '../../shared/set-up-check';
import type { Http } from '../http/http';
import { PausedError } from '../http/rate-limit';
import { refusalIn } from '../sign-in/token-endpoint';
import { isRedirect, kindOf } from '../zapier/not-understood';

/** Returns the address of a broker's health check: `health` in the place of the last part of its path. */
export const healthUrl = (tokenBrokerUrl: string): string => new URL('health', tokenBrokerUrl).href;

/**
 * Asks a token broker whether it is there and lets this extension read its answers, before a code is spent on it. A 404
 * is no failure: only the broker in examples/ promises a health check.
 */
export async function askHealth(http: Http, tokenBrokerUrl: string): Promise<Result<null, ExchangeFailure>> {
  const url = healthUrl(tokenBrokerUrl);
  let response: Response;
  try {
    response = await http(url, { once: true, throwHttpErrors: false });
  } catch (error) {
    if (error instanceof PausedError) return failed({ code: 'too-many-requests' });
    return failed({ code: 'unread' });
  }
  const { status } = response;
  const text = await response.text();
  const got = isRedirect(response) ? 'redirect' : kindOf(text);
  if (status >= 500) return failed({ error: '', description: '', ...refusalIn(text), code: 'server-error', status });
  // Something in front of the broker answers, such as a gateway that wants somebody to log in.
  if (got === 'page' || got === 'redirect') return failed({ code: 'not-understood', status, got, at: 'health' });
  return succeeded(null);
}
