import { describe, expect, it } from 'vitest';
import { SLACK, useStandIn } from './stand-in';

const standIn = useStandIn();

describe("hosts other than Zapier's", () => {
  it("reports requests to unknown hosts, but not the browser's own", async () => {
    expect((await standIn.client.send('https://firefox.settings.services.mozilla.com/v1/')).status).toBe(404);
    expect(standIn.zapier.strangers).toEqual([]);
    await standIn.client.send('https://tracker.example/pixel');
    expect(() => standIn.zapier.assertClean()).toThrow('stranger GET tracker.example/pixel');
    standIn.zapier.reset();
  });

  it('serves icons for the apps that have one', async () => {
    const { access_token } = await standIn.client.tokens();
    const apps = (await standIn.client.api('/v2/apps?query=Picture', access_token)).json() as {
      data: { image: string }[];
    };
    expect((await standIn.client.send(apps.data[0]?.image ?? '')).status).toBe(404);
    const slack = (await standIn.client.api(`/v2/apps?ids=${SLACK}`, access_token)).json() as {
      data: { image: string }[];
    };
    expect((await standIn.client.send(slack.data[0]?.image ?? '')).text).toContain('fill="#510f4d"');
  });
});
