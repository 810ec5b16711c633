import { describe, expect, it } from 'vitest';
import { ACME_CRM, BEN, DESKWELL, MARIA, SHIPDAY } from '../../zapier/zapier';
import { newConnection, refusal, SLACK, useStandIn } from './stand-in';

const standIn = useStandIn();

describe("the stand-in's connections", () => {
  it('creates a connection for an app of our own, and lists it for its owner only', async () => {
    const { access_token } = await standIn.client.tokens();
    const created = await standIn.client.api('/v2/authentications', access_token, newConnection());
    expect([created.status, created.json()]).toMatchObject([
      201,
      { data: [{ type: 'authentication', app: ACME_CRM.app, is_expired: false, title: 'Acme – CRM' }] },
    ]);
    expect(standIn.zapier.connections).toMatchObject([{ fields: { api_key: 'k-1' }, owner: MARIA }]);
    standIn.zapier.addConnection({ app: ACME_CRM.app, title: 'Somebody else’s', owner: BEN });
    const listed = (await standIn.client.api(`/v2/authentications?app=${ACME_CRM.app}`, access_token)).json();
    expect(listed).toMatchObject({ data: [{ title: 'Acme – CRM' }], meta: { count: 1 } });
    standIn.zapier.expandApps(true);
    expect((await standIn.client.api(`/v2/authentications?app=${ACME_CRM.app}`, access_token)).json()).toMatchObject({
      data: [{ app: { title: 'Acme CRM' } }],
    });
  });

  it('lists connections in pages of its own size, whatever was asked for', async () => {
    const { access_token } = await standIn.client.tokens();
    for (const title of ['A', 'B', 'C']) standIn.zapier.addConnection({ app: ACME_CRM.app, title, owner: MARIA });
    standIn.zapier.pageLimit(2);
    const first = (await standIn.client.api(`/v2/authentications?app=${ACME_CRM.app}&limit=100`, access_token)).json();
    const next = `https://api.zapier.com/v2/authentications?app=${ACME_CRM.app}&limit=2&offset=2`;
    expect(first).toMatchObject({
      data: [{ title: 'A' }, { title: 'B' }],
      meta: { count: 3, limit: 2, offset: 0 },
      links: { next, prev: null },
    });
    const second = (await standIn.client.api(next.slice('https://api.zapier.com'.length), access_token)).json();
    expect(second).toMatchObject({
      data: [{ title: 'C' }],
      meta: { count: 3, limit: 2, offset: 2 },
      links: { next: null, prev: expect.stringContaining('offset=0') },
    });
  });

  it("deletes only the owner's connection, and gives a new one an id of its own", async () => {
    const { access_token } = await standIn.client.tokens();
    const [own, other] = [MARIA, BEN].map((owner) =>
      standIn.zapier.addConnection({ app: ACME_CRM.app, title: 'A', owner }),
    );
    expect((await standIn.client.delete(`/v2/authentications/${own?.id}`, access_token)).status).toBe(204);
    expect((await standIn.client.delete(`/v2/authentications/${own?.id}`, access_token)).status).toBe(404);
    expect((await standIn.client.delete(`/v2/authentications/${other?.id}`, access_token)).status).toBe(404);
    expect(standIn.zapier.connections).toEqual([other]);
    expect(standIn.zapier.addConnection({ app: ACME_CRM.app, title: 'B', owner: MARIA }).id).not.toBe(other?.id);
    expect(standIn.zapier.requestsTo('DELETE /v2/authentications/{authentication_id}')).toHaveLength(3);
  });

  it.each([403, 404, 405] as const)('deletes nothing while deletion is set to answer %i', async (status) => {
    const { access_token } = await standIn.client.tokens();
    const { id } = standIn.zapier.addConnection({ app: ACME_CRM.app, title: 'A', owner: MARIA });
    standIn.zapier.deletion(status);
    expect((await standIn.client.delete(`/v2/authentications/${id}`, access_token)).status).toBe(status);
    expect(standIn.zapier.connections).toHaveLength(1);
  });

  it('creates two connections from two equal requests', async () => {
    const { access_token } = await standIn.client.tokens();
    for (const _ of [1, 2]) await standIn.client.api('/v2/authentications', access_token, newConnection());
    expect(new Set(standIn.zapier.connections.map(({ id }) => id)).size).toBe(2);
  });

  it('refuses unknown apps, and those of others unless told to allow them', async () => {
    const { access_token } = await standIn.client.tokens();
    const post = (app: string) => standIn.client.api('/v2/authentications', access_token, newConnection({ app }));
    expect((await post(SLACK)).json()).toMatchObject(refusal(403, 'permission_denied', null));
    standIn.zapier.allowAllApps(true);
    expect((await post(SLACK)).status).toBe(201);
    expect((await post('00000000-0000-4000-8000-000000000000')).status).toBe(404);
  });

  it.each([
    ['a required field that is missing', SHIPDAY.app, { username: 'maria' }, 'password', 'required', 'ZAPIER'],
    ['a required field that is blank', ACME_CRM.app, { api_key: '' }, 'api_key', 'invalid', 'ZAPIER'],
    [
      'a choice that does not exist',
      DESKWELL.app,
      { subdomain: 'acme', api_key: 'k', region: 'moon' },
      'region',
      'invalid',
      'ZAPIER',
    ],
    ['a key that the app refuses', ACME_CRM.app, { api_key: 'wrong' }, 'api_key', 'invalid', 'THIRD_PARTY'],
  ])('points its refusal at %s', async (_what, app, fields, key, code, by) => {
    const { access_token } = await standIn.client.tokens();
    const answer = await standIn.client.api('/v2/authentications', access_token, newConnection({ app }, fields));
    expect(answer.json()).toMatchObject(refusal(400, code, { pointer: `/data/authentication_fields/${key}` }, by));
    expect(standIn.zapier.connections).toEqual([]);
  });
});
