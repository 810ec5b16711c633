import { describe, expect, it } from 'vitest';
import { ACME_CRM, BEN, MARIA } from '../../zapier/zapier';
import { refusal, SLACK, useStandIn } from './stand-in';

const standIn = useStandIn();

describe("the stand-in's apps", () => {
  interface Page {
    data: { id: string; title: string; links: { connect_new_authentication: string | null } }[];
    meta: unknown;
    links: { next: string | null; prev: string | null };
  }
  async function list(query: string): Promise<Page> {
    const { access_token } = await standIn.client.tokens();
    return (await standIn.client.api(`/v2/apps?${query}`, access_token)).json() as Page;
  }

  it('fills the directory with as many apps as wanted, always the same, until a reset', async () => {
    const ids = async (offset: number) => (await list(`limit=100&offset=${offset}`)).data.map(({ id }) => id);
    standIn.zapier.fillDirectory(9000);
    expect(await list('limit=100&offset=8900')).toMatchObject({
      data: { length: 100 },
      meta: { count: 9000 },
      links: { next: null },
    });
    const page = await ids(5000);
    standIn.zapier.fillDirectory(9000);
    expect(await ids(5000)).toEqual(page);
    standIn.zapier.reset();
    expect(await ids(5000)).toEqual([]);
  });

  it('pages through all apps, and lists each of them once', async () => {
    const { access_token } = await standIn.client.tokens();
    const ids: string[] = [];
    let next: string | null = 'https://api.zapier.com/v2/apps?limit=100';
    while (next !== null) {
      const { pathname, search } = new URL(next);
      const page = (await standIn.client.api(pathname + search, access_token)).json() as Page;
      ids.push(...page.data.map(({ id }) => id));
      next = page.links.next;
    }
    expect(ids.length).toBeGreaterThanOrEqual(200);
    expect(new Set(ids).size).toBe(ids.length);
    const second = await list('offset=10');
    expect(second.data.map(({ id }) => id)).toEqual(ids.slice(10, 20));
    expect(second.links.prev).toBe('https://api.zapier.com/v2/apps?offset=0&limit=10');
    expect(await list('offset=100000')).toMatchObject({ data: [], links: { next: null } });
  });

  it('finds apps by title, id or category, most popular first', async () => {
    const titles = async (query: string) => (await list(query)).data.map(({ title }) => title);
    expect(await titles('query=google')).toEqual(['Google Sheets', 'Google Calendar', 'Google Ads']);
    expect(await titles('query=%C3%9Cn%C3%AFcode')).toEqual(['Ünïcode & <b>Söhne</b>']);
    expect(await titles('query=Inbox+Garden')).toEqual(['Inbox Garden', 'Inbox Garden']);
    expect((await list('query=Weather+Oracle')).data).toMatchObject([{ links: { connect_new_authentication: null } }]);
    expect(await titles(`ids=${SLACK},${ACME_CRM.app}`)).toEqual(['Slack']);
    standIn.zapier.listOwnApps(true);
    expect(await titles(`ids=${SLACK},${ACME_CRM.app}`)).toEqual(['Acme CRM', 'Slack']);
    expect(await titles('category=google')).toEqual(['Google Sheets', 'Gmail']);
  });

  it('refuses ids together with a category', async () => {
    const { access_token } = await standIn.client.tokens();
    const answer = await standIn.client.api(`/v2/apps?ids=${SLACK}&category=google`, access_token);
    expect(answer.json()).toMatchObject(refusal(400, 'invalid', { parameter: 'ids' }));
    expect(standIn.zapier.takeViolations()).toHaveLength(1);
  });
});

describe("the stand-in's connect page", () => {
  const LINK = 'https://zapier.com/engine/auth/start/HubSpotCLIAPI@1.7.1';
  const END = 'https://api.zapier.com/v2/authentications/redirect';
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const decide = (decision: string, link = `${LINK}?redirect=${encodeURIComponent(END)}`) =>
    standIn.client.send(link, { method: 'POST', headers: form, body: `decision=${decision}` });

  it('isolates its page from the opener, and asks whose account it is while logged out', async () => {
    const page = await standIn.client.send(LINK);
    expect(page.headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(page.text).toContain('maria@acme.example');
    standIn.zapier.session.signIn(null);
    expect((await standIn.client.send(LINK)).text).toContain('Whose Zapier account is it?');
  });

  it('connects for whoever is logged in, numbers equal names, and ends at its redirect', async () => {
    expect((await decide('connect')).headers.location).toBe(END);
    standIn.zapier.session.signIn(BEN);
    await decide('connect');
    await decide('connect');
    expect(standIn.zapier.connections.map(({ title, owner }) => [title, owner.email])).toEqual([
      ['HubSpot', MARIA.email],
      ['HubSpot', BEN.email],
      ['HubSpot #2', BEN.email],
    ]);
    expect((await standIn.client.send(END)).status).toBe(200);
  });

  it('creates nothing on Cancel, and redirects to no other host', async () => {
    expect((await decide('cancel')).headers.location).toBeUndefined();
    expect(standIn.zapier.connections).toEqual([]);
    expect((await decide('connect', `${LINK}?redirect=https://evil.example/`)).headers.location).toBeUndefined();
    standIn.zapier.redirectAfterConnect(false);
    expect((await decide('connect')).headers.location).toBeUndefined();
  });

  it("reconnects the visitor's own expired connection from the list, and nobody else's", async () => {
    const list = 'https://zapier.com/app/assets/connections';
    const expired = { app: SLACK, title: 'Old', isExpired: true };
    const [mine, bens] = [MARIA, BEN].map((owner) => standIn.zapier.addConnection({ ...expired, owner }));
    expect((await standIn.client.send(list)).text).toContain('Reconnect Old');
    for (const one of [mine, bens])
      await standIn.client.send(list, { method: 'POST', headers: form, body: `connection=${one?.id}` });
    expect(standIn.zapier.connections.map(({ isExpired }) => isExpired)).toEqual([false, true]);
  });
});
