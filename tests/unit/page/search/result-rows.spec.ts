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
/** A directory that holds none of the apps. */
const unknown = () => undefined;
const own = (definitions: AppDefinition[]) => ({ definitions, refused: [], allowZapierPage: true });
const NONE: Hits = { defined: [], picked: [], listed: [], close: [] };
const ids = (hits: Partial<Hits>, found: AppSummary[] = []) =>
  resultRows({ ...NONE, ...hits }, found, undefined, own([]), unknown).map(
    ({ app: { id }, group }) => `${group} ${id}`,
  );

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

  it("shows a configured app as Zapier's list or answer has it, with the company's own title beside", () => {
    const bare = { id: 'a', title: 'Our Acme', description: '', iconUrl: null };
    const rows = [{ app: app('a', 'Acme'), group: 'yours', leaves: false, companyTitle: 'Our Acme' }];
    const ours = own([{ ...definition('a'), title: 'Our Acme' }]);
    expect(resultRows({ ...NONE, defined: [bare] }, [app('a', 'Acme')], undefined, ours, unknown)).toEqual(rows);
    expect(resultRows({ ...NONE, defined: [bare] }, [], undefined, ours, () => app('a', 'Acme'))).toEqual(rows);
  });

  it("marks no app with a form as leaving for Zapier's page when Zapier found it under another name", () => {
    expect(resultRows(NONE, [app('a', 'Acme CRM')], undefined, own([definition('a')]), unknown)).toMatchObject([
      { group: 'zapier', leaves: false },
    ]);
  });

  it('begins with the app that was opened with the same text before', () => {
    const hits = { ...NONE, defined: [app('a')], listed: [app('b')] };
    expect(resultRows(hits, [], app('b'), own([]), unknown).map(({ app: { id }, group }) => `${group} ${id}`)).toEqual([
      'chosen b',
      'yours a',
    ]);
  });

  it('lists twenty results at most', () => {
    const found = Array.from({ length: 30 }, (_, index) => app(`z-${index}`));
    expect(ids({ defined: [app('a')] }, found)).toHaveLength(20);
  });
});
