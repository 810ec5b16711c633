import * as v from 'valibot';
import browser, { type Runtime } from 'webextension-polyfill';
import type { MessageName, Protocol } from './protocol';

const text = v.pipe(v.string(), v.maxLength(10_000));
const ofApp = v.strictObject({ accountId: text, appId: text });

/** The shape of every request; whatever differs is refused. */
const requestSchemas = {
  'signIn.start': v.strictObject({ named: text }),
  'signIn.acknowledge': v.strictObject({}),
  'signIn.settle': v.strictObject({}),
  'account.accept': v.strictObject({ accountId: text }),
  'account.signOut': v.strictObject({ accountId: text }),
  'account.setLabel': v.strictObject({ accountId: text, label: text }),
  'apps.search': v.strictObject({ accountId: text, query: text }),
  'connections.refresh': v.strictObject({ accountId: text, appId: text }),
  'connection.delete': v.strictObject({ accountId: text, appId: text, connectionId: v.pipe(text, v.minLength(1)) }),
  'connection.undo': v.strictObject({ accountId: text, appId: text }),
  'fieldNames.forget': v.strictObject({ appId: text }),
  'attention.seen': v.strictObject({}),
  'job.goOn': v.strictObject({}),
  'job.cancel': ofApp,
  'job.forgetRecovered': v.strictObject({ accountId: text }),
  'hosted.start': v.strictObject({
    accountId: text,
    app: v.strictObject({ id: text, title: text }),
    reconnects: v.nullable(v.strictObject({ id: text, title: text })),
  }),
  'hosted.check': ofApp,
  'hosted.show': ofApp,
  'hosted.cancel': ofApp,
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
      requestsPerMinute: text,
    }),
  }),
} satisfies { [N in MessageName]: v.GenericSchema<unknown, Protocol[N]['request']> };

const messageSchema = v.strictObject({
  name: v.picklist(Object.keys(requestSchemas) as MessageName[]),
  request: v.unknown(),
});

/** What the background does for each message. */
export type Handlers = {
  [N in MessageName]: (request: Protocol[N]['request']) => Promise<Protocol[N]['response']>;
};

/** Only our own pages are served: other extensions and web pages have another id or another origin. */
function isOwnPage(sender: Runtime.MessageSender): boolean {
  return sender.id === browser.runtime.id && sender.url?.startsWith(browser.runtime.getURL('')) === true;
}

/** Serves messages. Must be called in the background's first task, or a message that wakes it is lost. */
export function receive(handlers: Handlers): void {
  async function answer<N extends MessageName>(name: N, request: unknown): Promise<Protocol[N]['response']> {
    return handlers[name](v.parse(requestSchemas[name] as v.GenericSchema<unknown, Protocol[N]['request']>, request));
  }

  browser.runtime.onMessage.addListener((message: unknown, sender, respond: (answer: unknown) => void) => {
    const parsed = v.safeParse(messageSchema, message);
    if (!parsed.success || !isOwnPage(sender)) respond({ error: 'refused' });
    else
      answer(parsed.output.name, parsed.output.request).then(
        (response) => respond({ response }),
        (error: unknown) => respond({ error: error instanceof v.ValiError ? 'refused' : 'failed' }),
      );
    return true;
  });
}
