import { describe, expect, it } from 'vitest';
import { SLACK, useStandIn } from './stand-in';

const standIn = useStandIn();

describe('hosts', () => {
  it('reports strangers and lets the browser’s own calls pass', async () => {
    expect((await standIn.client.send('https://firefox.settings.services.mozilla.com/v1/')).status).toBe(404);
    expect(standIn.zapier.strangers).toEqual([]);
    await standIn.client.send('https://tracker.example/pixel');
    expect(() => standIn.zapier.assertClean()).toThrow('stranger GET tracker.example/pixel');
    standIn.zapier.reset();
  });

  it('draws icons, for apps that have one', async () => {
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
