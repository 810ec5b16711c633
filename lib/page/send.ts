import browser from 'webextension-polyfill';
import type { MessageName, Protocol } from '../shared/messages';

/** Thrown when the background refused a message or broke while answering it: a bug of ours, never an outcome. */
export class MessageError extends Error {
  override name = 'MessageError' as const;
}

/** Asks the background. Outcomes, good and bad, are values; only a broken background rejects. */
export async function send<N extends MessageName>(
  name: N,
  request: Protocol[N]['request'],
): Promise<Protocol[N]['response']> {
  const answer: unknown = await browser.runtime.sendMessage({ name, request });
  if (typeof answer === 'object' && answer !== null && 'response' in answer)
    return answer.response as Protocol[N]['response'];
  throw new MessageError(`${name}: ${JSON.stringify(answer)}`);
}
