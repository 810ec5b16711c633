import { BROKER_HOST, CONFIDENTIAL_CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test('with a token broker, the token request goes to the broker without a client secret', async ({
  actions,
  openPopup,
  zapier,
}) => {
  zapier.enableBroker();
  await actions.seedSettings({
    clientId: CONFIDENTIAL_CLIENT_ID,
    clientAuthentication: 'broker',
    tokenBrokerUrl: `https://${BROKER_HOST}/token`,
  });
  await actions.signIn(await openPopup());

  const [exchange] = zapier.requestsTo('POST /token');
  expect(exchange?.host).toBe(BROKER_HOST);
  expect(exchange?.rawBody).not.toContain('client_secret');
});
