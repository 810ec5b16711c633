import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import type { MessageName, Protocol } from '../shared/messages';

const text = v.pipe(v.string(), v.maxLength(10_000));
const ofApp = v.strictObject({ accountId: text, appId: text });
const ofOrder = v.strictObject({ orderId: text });
const ofConnection = v.strictObject({ ...ofApp.entries, connectionId: v.pipe(text, v.minLength(1)) });

/** The shape of each request. Requests with another shape are refused. */
const requestSchemas = {
  'signIn.start': v.strictObject({ named: text, asSomeoneElse: v.exactOptional(v.literal(true)) }),
  'signIn.show': v.strictObject({}),
  'signIn.cancel': v.strictObject({}),
  'signIn.acknowledge': v.strictObject({}),
  'account.accept': v.strictObject({ accountId: text }),
  'account.show': v.strictObject({ accountId: text }),
  'account.signOut': v.strictObject({ accountId: v.nullable(text) }),
  'account.setLabel': v.strictObject({ accountId: text, label: text }),
  'apps.search': v.strictObject({ accountId: text, query: text }),
  'connections.refresh': ofApp,
  'connections.readAll': ofApp,
  'connection.delete': ofConnection,
  'fieldNames.forget': v.strictObject({ appId: text }),
  'popup.opened': v.strictObject({}),
  'order.link': v.strictObject({
    accountId: text,
    app: v.strictObject({ id: text, title: text }),
    ticket: text,
  }),
  'order.look': ofOrder,
  'order.check': ofOrder,
  'order.show': ofOrder,
  'order.cancel': ofOrder,
  'order.undo': ofOrder,
  'order.see': ofOrder,
  'order.close': ofOrder,
  'setUp.try': v.strictObject({
    app: text,
    explore: v.exactOptional(v.strictObject({ appId: text, accountId: text })),
  }),
  'setUp.answer': v.strictObject({ shown: v.picklist(['sign-in', 'error-page']) }),
  'storage.repair': v.strictObject({}),
  'settings.save': v.strictObject({
    settings: v.strictObject({
      clientId: text,
      authorizationUrl: text,
      tokenUrl: text,
      clientAuthentication: v.picklist(['none', 'broker', 'secret']),
      tokenBrokerUrl: text,
      scopes: text,
      staySignedIn: v.boolean(),
      apps: v.string(),
      nameTemplate: text,
      receiptTemplate: text,
      linkTemplate: text,
      ticketPattern: text,
      requestsPerMinute: text,
      checkedApps: text,
      deletion: v.picklist(['unknown', 'allowed', 'refused']),
    }),
  }),
} satisfies { [N in MessageName]: v.GenericSchema<unknown, Protocol[N]['request']> };

const messageSchema = v.strictObject({
  name: v.picklist(Object.keys(requestSchemas) as MessageName[]),
  request: v.unknown(),
});

/** The handler of each message. If it returns no promise, the message is answered at once and the work continues. */
export type Handlers = {
  [N in MessageName]: (request: Protocol[N]['request']) => Answer<Protocol[N]['response']>;
};

type Answer<T> = [T] extends [null] ? void | Promise<void> | Promise<T> : Promise<T>;

/** Returns whether a sender is one of our own pages. Other extensions and web pages have another id or origin. */
function isOwnPage(sender: Runtime.MessageSender): boolean {
  return sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;
}

/** Returns a function that carries out a message, or null if the message is not valid. */
function handlerOf(handlers: Handlers, message: unknown): (() => Promise<unknown>) | null {
  const sent = v.safeParse(messageSchema, message);
  if (!sent.success) return null;
  const { name } = sent.output;
  const request = v.safeParse(requestSchemas[name], sent.output.request);
  if (!request.success) return null;
  return async () => (handlers[name] as (asked: unknown) => unknown)(request.output);
}

/**
 * Serves messages: answers `{ response }`, or `{ error }` with `refused` or `failed`. Must be called in the
 * background's first task; otherwise a message that starts the background is lost.
 */
export function receive(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, respond: (answer: unknown) => void) => {
    const work = isOwnPage(sender) ? handlerOf(handlers, message) : null;
    if (!work) respond({ error: 'refused' });
    else
      work().then(
        (response = null) => respond({ response }),
        () => respond({ error: 'failed' }),
      );
    return true;
  });
}
