import { CLIENT_SECRET, CONFIDENTIAL_CLIENT_ID } from '../zapier/zapier';
import { expect, test } from './harness/test';

test.use({
  policy: {
    clientId: CONFIDENTIAL_CLIENT_ID,
    clientAuthentication: 'secret',
    clientSecret: CLIENT_SECRET,
  },
});

test('a client secret from policy is sent to the token endpoint and kept out of storage', async ({
  actions,
  extension,
  openPopup,
  zapier,
}) => {
  await actions.signIn(await openPopup());

  const [exchange] = zapier.requestsTo('POST /oauth/token/');
  expect(exchange?.body).toMatchObject({ client_id: CONFIDENTIAL_CLIENT_ID, client_secret: CLIENT_SECRET });
  const kept = [await extension.readStorage('local'), await extension.readStorage('session')];
  expect(JSON.stringify(kept)).not.toContain(CLIENT_SECRET);
});
