import { describe, expect, it } from 'vitest';
import { homeRows, lonePinned, type OwnApps } from '../../../lib/page/home-rows';
import type { AppSummary } from '../../../lib/shared/app';
import type { AppDefinition } from '../../../lib/shared/definitions/definition';

function app(id: string, title = id): AppSummary {
  return { id, title, description: `About ${title}`, iconUrl: `https://cdn.zapier.com/${id}.png` };
}
function definition(id: string, title = id, pinned?: boolean): AppDefinition {
  const base: AppDefinition = { app: id, title, authentication: { type: 'custom', fields: [] } };
  return pinned === undefined ? base : { ...base, pinned };
}
const own = (definitions: AppDefinition[], refused: string[] = []): OwnApps => ({
  definitions,
  refused,
  allowZapierPage: true,
});
/** Zapier's list, where it holds none of the apps. */
const unknown = () => undefined;
const letters = (unfinished: AppSummary[], definitions: AppDefinition[], recent: AppSummary[] = []) =>
  homeRows([], unfinished, own(definitions), recent, unknown).map(({ app: { id }, group }) => `${group} ${id}`);

describe('the list of apps at home', () => {
  it('lists nothing when nothing is configured, unfinished or recent', () => {
    expect(homeRows([], [], own([]), [], unknown)).toEqual([]);
  });

  it('lists configured apps in their order, pinned ones first', () => {
    const definitions = [
      definition('a'),
      definition('b', 'b', true),
      definition('c', 'c', false),
      definition('d', 'd', true),
    ];
    expect(letters([], definitions)).toEqual(['yours b', 'yours d', 'yours a', 'yours c']);
    expect(definitions.map(({ app: id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('begins with unfinished forms, and lists each app once', () => {
    const place = [app('c'), app('z')];
    expect(letters(place, [definition('a'), definition('b'), definition('c'), definition('d')])).toEqual([
      'unfinished c',
      'unfinished z',
      'yours a',
      'yours b',
      'yours d',
    ]);
  });

  it('begins with the apps that a pasted message is about', () => {
    const rows = homeRows(
      [app('b'), app('y')],
      [app('z'), app('y')],
      own([definition('a'), definition('b')]),
      [],
      unknown,
    );
    expect(rows.map(({ app: { id }, group }) => `${group} ${id}`)).toEqual([
      'message b',
      'message y',
      'unfinished z',
      'yours a',
    ]);
  });

  it("marks the apps that leave for Zapier's page: without fields, by OAuth, or after Zapier took no credentials", () => {
    const oauth: AppDefinition = { app: 'o', title: 'o', authentication: { type: 'oauth2', fields: [] } };
    const rows = homeRows([], [app('z')], own([definition('a'), definition('b'), oauth], ['b']), [], unknown);
    expect(rows.map(({ app: { id }, leaves }) => [id, leaves])).toEqual([
      ['z', true],
      ['a', false],
      ['b', true],
      ['o', true],
    ]);
  });

  it.each<[string, AppDefinition[], string | null]>([
    ['the one that is pinned', [definition('a'), definition('b', 'B', true)], 'b'],
    ['none where several are', [definition('a', 'a', true), definition('b', 'b', true)], null],
    ['none where none is, even if there is only one', [definition('a')], null],
  ])('knows the lone pinned app: %s', (_which, definitions, lone) => {
    expect(lonePinned(definitions)?.id ?? null).toBe(lone);
  });

  it("has name and icon from Zapier's list, and the company's own title beside them", () => {
    const definitions = [definition('a', 'HubSpot'), definition('b', 'ACME  CRM'), definition('c', 'Private')];
    const listed = (id: string) => [app('a', 'Evil Forms'), app('b', 'Acme CRM')].find((one) => one.id === id);
    const rows = homeRows([], [{ ...app('a', 'HubSpot'), iconUrl: null }], own(definitions), [], listed);
    expect(rows.map(({ app: { title, iconUrl }, companyTitle }) => [title, iconUrl, companyTitle])).toEqual([
      ['Evil Forms', 'https://cdn.zapier.com/a.png', 'HubSpot'],
      ['Acme CRM', 'https://cdn.zapier.com/b.png', null],
      ['Private', null, null],
    ]);
  });

  it("marks no app as leaving for Zapier's page where a policy switches that off", () => {
    const rows = homeRows([], [app('z')], { ...own([]), allowZapierPage: false }, [], unknown);
    expect(rows.map(({ leaves }) => leaves)).toEqual([false]);
  });

  it('lists seven apps at most', () => {
    const definitions = Array.from({ length: 10 }, (_, index) => definition(`a-${index}`));
    expect(letters([app('z')], definitions)).toHaveLength(7);
  });

  it('ends with recent apps, and lists each app once', () => {
    const place = [app('c')];
    expect(letters(place, [definition('a')], [app('b'), app('a'), app('c'), app('d')])).toEqual([
      'unfinished c',
      'yours a',
      'recent b',
      'recent d',
    ]);
  });
});
