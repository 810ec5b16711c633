import { describe, expect, it } from 'vitest';
import type { Hits } from '../../../../lib/page/search/find';
import { resultRows } from '../../../../lib/page/search/result-rows';
import type { AppSummary } from '../../../../lib/shared/app';
import type { AppDefinition } from '../../../../lib/shared/definitions/definition';

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

describe('search results', () => {
  it("lists configured apps, then recent ones, the directory's and close matches", () => {
    expect(ids({ close: [app('d')], listed: [app('c')], picked: [app('b')], defined: [app('a')] })).toEqual([
      'yours a',
      'recent b',
      'zapier c',
      'close d',
    ]);
  });

  it("ends with what only Zapier found, in Zapier's order", () => {
    expect(ids({ defined: [app('a')], listed: [app('b')] }, [app('z'), app('b'), app('y'), app('a')])).toEqual([
      'yours a',
      'zapier b',
      'zapier z',
      'zapier y',
    ]);
    expect(ids({ close: [app('a')] }, [app('z'), app('a')])).toEqual(['close a', 'more z']);
  });

  it("shows a configured app's own title with Zapier's icon and description", () => {
    const bare = { id: 'a', title: 'Our Acme', description: '', iconUrl: null };
    expect(resultRows({ ...NONE, defined: [bare] }, [app('a', 'Acme')], [definition('a')])).toEqual([
      { app: { ...app('a', 'Acme'), title: 'Our Acme' }, group: 'yours', hasForm: true },
    ]);
  });

  it('marks an app as having a form when Zapier found it under another name', () => {
    expect(resultRows(NONE, [app('a', 'Acme CRM')], [definition('a')])).toMatchObject([
      { group: 'zapier', hasForm: true },
    ]);
  });

  it('lists twenty results at most', () => {
    const found = Array.from({ length: 30 }, (_, index) => app(`z-${index}`));
    expect(ids({ defined: [app('a')] }, found)).toHaveLength(20);
  });
});
