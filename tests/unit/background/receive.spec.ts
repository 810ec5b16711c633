import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Handlers } from '../../../lib/background/receive';
import { receive } from '../../../lib/background/receive';
import { asTyped, DEFAULT_CONFIG } from '../../../lib/shared/config';

const OWN = { id: 'test-extension-id', url: 'chrome-extension://test-extension-id/popup.html' };
const SETTINGS = asTyped(DEFAULT_CONFIG, '');
const START = { name: 'signIn.start', request: { named: 'acme.example' } };

function createHandlers() {
  return {
    'signIn.start': vi.fn<Handlers['signIn.start']>(async () => null),
    'signIn.show': vi.fn<Handlers['signIn.show']>(async () => null),
    'signIn.cancel': vi.fn<Handlers['signIn.cancel']>(async () => null),
    'signIn.acknowledge': vi.fn<Handlers['signIn.acknowledge']>(async () => null),
    'account.accept': vi.fn<Handlers['account.accept']>(async () => null),
    'account.show': vi.fn<Handlers['account.show']>(async () => null),
    'account.signOut': vi.fn<Handlers['account.signOut']>(async () => null),
    'account.setLabel': vi.fn<Handlers['account.setLabel']>(async () => null),
    'apps.search': vi.fn<Handlers['apps.search']>(async () => ({ ok: true, value: [] })),
    'connections.refresh': vi.fn<Handlers['connections.refresh']>(async () => ({ ok: true, value: null })),
    'connections.readAll': vi.fn<Handlers['connections.readAll']>(async () => ({ ok: true, value: null })),
    'order.link': vi.fn<Handlers['order.link']>(async () => ({ ok: true, value: '' })),
    'order.look': vi.fn<Handlers['order.look']>(async () => null),
    'order.check': vi.fn<Handlers['order.check']>(async () => null),
    'order.show': vi.fn<Handlers['order.show']>(async () => null),
    'order.cancel': vi.fn<Handlers['order.cancel']>(async () => null),
    'order.undo': vi.fn<Handlers['order.undo']>(async () => ({ ok: true, value: 'deleted' })),
    'order.see': vi.fn<Handlers['order.see']>(async () => null),
    'order.close': vi.fn<Handlers['order.close']>(async () => null),
    'connection.delete': vi.fn<Handlers['connection.delete']>(async () => ({ ok: true, value: 'deleted' })),
    'fieldNames.forget': vi.fn<Handlers['fieldNames.forget']>(async () => null),
    'popup.opened': vi.fn<Handlers['popup.opened']>(async () => null),
    'setUp.try': vi.fn<Handlers['setUp.try']>(async () => null),
    'setUp.answer': vi.fn<Handlers['setUp.answer']>(async () => null),
    'storage.repair': vi.fn<Handlers['storage.repair']>(async () => null),
    'settings.save': vi.fn<Handlers['settings.save']>(async () => ({ ok: true, value: null })),
  };
}

let handlers: ReturnType<typeof createHandlers>;

beforeEach(() => {
  fakeBrowser.reset();
  handlers = createHandlers();
  receive(handlers);
});

/** Delivers a message as the browser does, and returns the answer. */
function deliver(message: unknown, sender: object = OWN): Promise<unknown> {
  return new Promise((resolve) => {
    void fakeBrowser.runtime.onMessage.trigger(message, sender, resolve);
  });
}

function expectNothingDone() {
  for (const handler of Object.values(handlers)) expect(handler).not.toHaveBeenCalled();
}

describe("a message from the extension's own page", () => {
  it.each([
    ['signIn.start', { named: '' }],
    ['signIn.start', { named: '', asSomeoneElse: true }],
    ['signIn.show', {}],
    ['signIn.cancel', {}],
    ['signIn.acknowledge', {}],
    ['account.accept', { accountId: '1' }],
    ['account.show', { accountId: '1' }],
    ['account.signOut', { accountId: '1' }],
    ['account.signOut', { accountId: null }],
    ['account.setLabel', { accountId: '1', label: 'Acme' }],
    ['fieldNames.forget', { appId: 'a' }],
    ['popup.opened', {}],
    ['order.link', { accountId: '1', app: { id: 'a', title: 'A' }, ticket: '' }],
    ['order.look', { orderId: 'o' }],
    ['order.check', { orderId: 'o' }],
    ['order.show', { orderId: 'o' }],
    ['order.cancel', { orderId: 'o' }],
    ['order.undo', { orderId: 'o' }],
    ['order.see', { orderId: 'o' }],
    ['order.close', { orderId: 'o' }],
    ['apps.search', { accountId: '1', query: 'goo' }],
    ['connections.refresh', { accountId: '1', appId: 'a' }],
    ['connections.readAll', { accountId: '1', appId: 'a' }],
    ['connection.delete', { accountId: '1', appId: 'a', connectionId: 'c' }],
    ['setUp.try', { app: '' }],
    ['setUp.try', { app: '', explore: { appId: 'a', accountId: '' } }],
    ['setUp.answer', { shown: 'error-page' }],
    ['storage.repair', {}],
    ['settings.save', { settings: SETTINGS }],
  ] as const)('passes %s to its handler and no other (case %$)', async (name, request) => {
    const answer = await deliver({ name, request });
    expect(handlers[name]).toHaveBeenCalledExactlyOnceWith(request);
    expect(answer).toEqual({ response: await handlers[name].mock.results[0]?.value });
    for (const [other, handler] of Object.entries(handlers)) if (other !== name) expect(handler).not.toHaveBeenCalled();
  });

  it('tells the browser that the answer to a message comes later', async () => {
    const answered: unknown[] = await fakeBrowser.runtime.onMessage.trigger(START, OWN, () => {});
    expect(answered).toEqual([true]);
  });

  it('listens for messages in the very task in which the background starts', () => {
    fakeBrowser.reset();
    expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(false);
    receive(handlers);
    expect(fakeBrowser.runtime.onMessage.hasListeners()).toBe(true);
  });
});

describe('a refused message', () => {
  it.each([
    ['another extension', { id: 'another-extension', url: 'chrome-extension://another-extension/popup.html' }],
    ['another extension that claims our address', { id: 'another-extension', url: OWN.url }],
    ['a web page', { id: OWN.id, url: 'https://zapier.com/app' }],
    ['a web page without an id', { url: 'https://zapier.com/app' }],
    [
      'a script of ours in a web page',
      { ...OWN, url: 'https://zapier.com/app', origin: 'https://zapier.com', tab: {} },
    ],
    ["our id in another browser's scheme", { id: OWN.id, url: 'moz-extension://test-extension-id/popup.html' }],
    ['an address that only contains ours', { id: OWN.id, url: `https://evil.example/?${OWN.url}` }],
    ['an id that only begins with ours', { id: OWN.id, url: 'chrome-extension://test-extension-id-2/popup.html' }],
    ['a sender with our id but no address', { id: OWN.id }],
    ['a sender with neither id nor address', {}],
  ])('refuses a message from %s', async (_who, sender) => {
    expect(await deliver(START, sender)).toEqual({ error: 'refused' });
    expectNothingDone();
  });

  it.each([
    ['that is undefined', undefined],
    ['that is null', null],
    ['that is a string', 'signIn.start'],
    ['that is an array', [START]],
    ['without a name', { request: {} }],
    ['without a request', { name: 'signIn.start' }],
    ['with an unknown name', { name: 'signIn.stop', request: {} }],
    ['named like a property of every object', { name: 'constructor', request: {} }],
    ['named __proto__', { name: '__proto__', request: {} }],
    ['with a huge name', { ...START, name: 'signIn.start'.repeat(100_000) }],
    ['with an array of names', { ...START, name: ['signIn.start'] }],
    ['with an object for a name', { name: { toString: 'signIn.start' }, request: {} }],
    ['with an extra property', { ...START, sender: OWN }],
    ['with an extra __proto__', JSON.parse('{"name":"signIn.start","request":{"named":""},"__proto__":{"a":1}}')],
    ['with a request that is an array', { name: 'popup.opened', request: [1] }],
    ['with a request that is null', { name: 'popup.opened', request: null }],
    ['with a missing request key', { name: 'account.setLabel', request: { accountId: '1' } }],
    ['with an extra request key', { name: 'signIn.start', request: { named: '', tokenUrl: 'https://evil.example' } }],
    ['with a number for a string', { name: 'signIn.start', request: { named: 5 } }],
    ['with an object for a string', { name: 'account.signOut', request: { accountId: { $ne: null } } }],
    ['with null for a string', { name: 'apps.search', request: { accountId: '1', query: null } }],
    ['with a huge string', { name: 'signIn.start', request: { named: 'x'.repeat(10_001) } }],
    ['with __proto__ in its request', JSON.parse('{"name":"popup.opened","request":{"__proto__":{"a":1}}}')],
    ['with a constructor in its request', { name: 'popup.opened', request: { constructor: 1 } }],
    [
      'with a setting that is unknown',
      { name: 'settings.save', request: { settings: { ...SETTINGS, clientSecret: 's' } } },
    ],
    [
      'without one of the settings',
      { name: 'settings.save', request: { settings: { ...SETTINGS, scopes: undefined } } },
    ],
    [
      'with a setting that is not among its choices',
      { name: 'settings.save', request: { settings: { ...SETTINGS, clientAuthentication: 'mtls' } } },
    ],
    [
      'with a huge setting',
      { name: 'settings.save', request: { settings: { ...SETTINGS, clientId: 'x'.repeat(10_001) } } },
    ],
  ])('refuses a message %s', async (_what, message) => {
    expect(await deliver(message)).toEqual({ error: 'refused' });
    expectNothingDone();
  });
});

describe('a handler that throws', () => {
  it('answers that the handler failed, without any detail of its error', async () => {
    handlers['signIn.start'].mockRejectedValue(new Error('token access-123 of maria@acme.example'));
    expect(await deliver(START)).toEqual({ error: 'failed' });
  });

  it('delivers the next message after a handler has failed', async () => {
    handlers['signIn.start'].mockRejectedValueOnce(new Error('broken'));
    await deliver(START);
    expect(await deliver(START)).toEqual({ response: null });
  });
});
