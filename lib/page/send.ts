import browser from 'webextension-polyfill';
import type { MessageName, Protocol } from '../shared/messages';

/** Thrown if the background refused a message or failed to handle it: a bug of ours, never an expected outcome. */
export class MessageError extends Error {
  override name = 'MessageError' as const;
}

/**
 * Sends a message to the background and returns its response. Expected failures are part of the response; rejects only
 * if the background does not work, with {@link MessageError} or the browser's own error.
 */
export async function send<N extends MessageName>(
  name: N,
  request: Protocol[N]['request'],
): Promise<Protocol[N]['response']> {
  const answer: unknown = await browser.runtime.sendMessage({ name, request });
  if (typeof answer === 'object' && answer !== null && 'response' in answer)
    return answer.response as Protocol[N]['response'];
  throw new MessageError(`${name}: ${JSON.stringify(answer)}`);
}
