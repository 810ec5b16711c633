import type { MessageName, Protocol } from '../../lib/shared/messages';

/** Returns one message of each name, in an order in which all of them can be served. */
export function everyMessage(about: { accountId: string; appId: string }): { name: MessageName; request: object }[] {
  const { accountId } = about;
  const requests: { [N in MessageName]: Protocol[N]['request'] } = {
    'account.setLabel': { accountId, label: 'Acme' },
    'apps.search': { accountId, query: 'hub' },
    'connections.refresh': about,
    'connections.readAll': about,
    'connection.delete': { ...about, connectionId: 'nobody' },
    'fieldNames.forget': { appId: about.appId },
    'order.link': { accountId, app: { id: about.appId, title: 'HubSpot' }, ticket: '' },
    'order.look': { orderId: 'none' },
    'order.check': { orderId: 'none' },
    'order.show': { orderId: 'none' },
    'order.cancel': { orderId: 'none' },
    'order.undo': { orderId: 'none' },
    'order.see': { orderId: 'none' },
    'order.close': { orderId: 'none' },
    'setUp.answer': { shown: 'sign-in' },
    'storage.repair': {},
    'settings.save': {
      settings: {
        clientId: 'another-client',
        authorizationUrl: 'https://api.zapier.com/v2/authorize',
        tokenUrl: 'https://zapier.com/oauth/token/',
        clientAuthentication: 'none',
        tokenBrokerUrl: '',
        scopes: 'profile',
        staySignedIn: false,
        apps: '',
        nameTemplate: '{app}',
        receiptTemplate: '',
        linkTemplate: '',
        ticketPattern: '',
        requestsPerMinute: '60',
        checkedApps: '',
        deletion: 'unknown',
      },
    },
    'popup.opened': {},
    'account.accept': { accountId },
    'account.show': { accountId },
    'signIn.acknowledge': {},
    'signIn.start': { named: '' },
    'signIn.show': {},
    'signIn.cancel': {},
    'setUp.try': { app: '' },
    'account.signOut': { accountId: null },
  };
  return Object.entries(requests).map(([name, request]) => ({ name: name as MessageName, request }));
}
