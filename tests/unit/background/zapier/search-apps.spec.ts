import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../../lib/shared/failure';
import { answers } from '../../../zapier/zapier';
import { APPS, failure, useRequests } from '../../support/requests';

const { stage, setUp } = useRequests();

describe('the search for apps', () => {
  const APP = { id: 'a-1', title: 'Acme', description: 'CRM' };
  const ICON = 'https://zapier-images.imgix.net/storage/a_32.png';

  async function read(body: unknown) {
    const { search } = await setUp();
    stage.zapier.nextAnswers(APPS, answers.status(200, body));
    const result = await search('acme');
    return result.ok ? result.value : result.failure;
  }

  it('asks for what is typed, and for twenty apps', async () => {
    const { search } = await setUp();
    const result = await search('Ünïcode & <b>');
    expect(result).toMatchObject({ ok: true, value: [{ title: 'Ünïcode & <b>Söhne</b>' }] });
    expect(stage.zapier.requestsTo(APPS)[0]?.query).toEqual({ query: 'Ünïcode & <b>', limit: '20' });
  });

  it('returns the most popular apps first, with icon and description', async () => {
    const { search } = await setUp();
    const result = await search('google');
    if (!result.ok) throw new Error(result.failure.code);
    expect(result.value.map(({ title }) => title)).toEqual(['Google Sheets', 'Google Calendar', 'Google Ads']);
    for (const app of result.value)
      expect(app).toEqual({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        title: expect.any(String),
        description: expect.stringMatching(/./),
        iconUrl: expect.stringMatching(/^https:\/\/(zapier-images\.imgix\.net|cdn\.zapier\.com)\//),
      });
  });

  it('reads an answer wrapped in an array', async () => {
    expect(await read([{ data: [APP] }])).toEqual([{ ...APP, iconUrl: null }]);
  });

  it('leaves out an app that cannot be read, and returns the others', async () => {
    expect(await read({ data: [{ id: 5 }, APP, null, 'x', { ...APP, id: '' }] })).toEqual([{ ...APP, iconUrl: null }]);
  });

  it.each([undefined, null, '', ' '])('shows the id of an app whose title is %j', async (title) => {
    expect(await read({ data: [{ ...APP, title }] })).toMatchObject([{ id: 'a-1', title: 'a-1' }]);
  });

  it.each([
    ['a UUID', 'F0E1D2C3-1A2B-4C5D-8E9F-001122334455', 'f0e1d2c3-1a2b-4c5d-8e9f-001122334455'],
    ['another id', 'SlackAPI', 'SlackAPI'],
  ])('returns %s as every other source of app ids writes it', async (_what, id, folded) => {
    expect(await read({ data: [{ ...APP, id }] })).toMatchObject([{ id: folded }]);
  });

  it.each([
    ['its 32-pixel icon', { images: { url_32x32: ICON }, image: `${ICON}?big` }, ICON],
    ['its one image for an icon', { image: ICON }, ICON],
    ["an image of Zapier's other host", { image: 'https://cdn.zapier.com/a.png' }, 'https://cdn.zapier.com/a.png'],
    ['no icon from elsewhere', { image: 'https://evil.example/a.png' }, null],
    ['no icon from a host that looks alike', { image: 'https://zapier-images.imgix.net.evil.example/a.png' }, null],
    ['no icon without https', { image: 'http://cdn.zapier.com/a.png' }, null],
    ['no icon that is a script', { image: 'javascript:alert(1)' }, null],
    ['no icon that is data', { image: 'data:image/svg+xml,<svg/>' }, null],
    ['no icon at a relative address', { image: '/a.png' }, null],
    ['no icon when there is none', { image: null, images: null, description: null }, null],
  ])('returns an app with %s', async (_what, changes, iconUrl) => {
    expect(await read({ data: [{ ...APP, ...changes }] })).toMatchObject([{ id: 'a-1', iconUrl }]);
  });

  it.each([[{}], [{ data: {} }], [[]], ['text']])('reports an answer that was not understood for %j', async (body) => {
    expect(await read(body)).toEqual({ code: 'not-understood', status: 200, got: 'other' });
  });

  it.each<[string, () => void, Failure]>([
    ['access is withdrawn', () => (stage.hasHostAccess = false), { code: 'no-host-access' }],
    ['the network goes', () => (stage.navigator.onLine = false), { code: 'not-sent' }],
    ['the cause is unknown', () => undefined, { code: 'answer-lost' }],
  ])('reports why no answer came when %s', async (_why, happens, expected) => {
    const { search } = await setUp();
    const hold = stage.zapier.hold(APPS);
    stage.zapier.everyAnswer(APPS, answers.dropConnection('before'));
    const running = search('google');
    await hold.arrived;
    happens();
    hold.release();
    expect(await running).toEqual(failure(expected));
  });

  it('cancels the search in flight when a newer one starts', async () => {
    const { search } = await setUp();
    const hold = stage.zapier.hold(APPS);
    const first = search('goo');
    await hold.arrived;
    const second = search('google');
    expect(stage.sent[0]?.signal.aborted).toBe(true);
    expect(await first).toMatchObject({ ok: false });
    expect(await second).toMatchObject({ ok: true, value: [{ title: 'Google Sheets' }, {}, {}] });
    expect(stage.sent[1]?.signal.aborted).toBe(false);
    hold.release();
  });
});
