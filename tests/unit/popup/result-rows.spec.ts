import { describe, expect, it } from 'vitest';
import type { AppSummary } from '../../../lib/apps/app-summary';
import type { AppDefinition } from '../../../lib/apps/definition';
import type { Hits } from '../../../lib/catalogue/search';
import { resultRows } from '../../../lib/popup/result-rows';

function app(id: string, title = id): AppSummary {
  return { id, title, description: `About ${title}`, iconUrl: `https://cdn.zapier.com/${id}.png` };
}
const definition = (app: string): AppDefinition => ({
  app,
  title: app,
  authentication: { type: 'custom', fields: [] },
});
const NONE: Hits = { defined: [], picked: [], listed: [], close: [] };
const ids = (hits: Partial<Hits>, found: AppSummary[] = []) =>
  resultRows({ ...NONE, ...hits }, found, []).map(({ app: { id }, group }) => `${group} ${id}`);

describe('the rows of a search', () => {
  it('are configured apps, recent ones, those of the directory and close ones', () => {
    expect(ids({ close: [app('d')], listed: [app('c')], picked: [app('b')], defined: [app('a')] })).toEqual([
      'yours a',
      'recent b',
      'zapier c',
      'close d',
    ]);
  });

  it('end with what only Zapier found, in its order', () => {
    expect(ids({ defined: [app('a')], listed: [app('b')] }, [app('z'), app('b'), app('y'), app('a')])).toEqual([
      'yours a',
      'zapier b',
      'zapier z',
      'zapier y',
    ]);
    expect(ids({ close: [app('a')] }, [app('z'), app('a')])).toEqual(['close a', 'more z']);
  });

  it('show a configured app under its own title, with the icon and the words that Zapier found for it', () => {
    const bare = { id: 'a', title: 'Our Acme', description: '', iconUrl: null };
    expect(resultRows({ ...NONE, defined: [bare] }, [app('a', 'Acme')], [definition('a')])).toEqual([
      { app: { ...app('a', 'Acme'), title: 'Our Acme' }, group: 'yours', hasForm: true },
    ]);
  });

  it('know that an app has a form that Zapier found under another name', () => {
    expect(resultRows(NONE, [app('a', 'Acme CRM')], [definition('a')])).toMatchObject([
      { group: 'zapier', hasForm: true },
    ]);
  });

  it('are twenty at most', () => {
    const found = Array.from({ length: 30 }, (_, index) => app(`z-${index}`));
    expect(ids({ defined: [app('a')] }, found)).toHaveLength(20);
  });
});
