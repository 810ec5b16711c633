import { describe, expect, it } from 'vitest';
import type { AppSummary } from '../../../lib/apps/app-summary';
import type { AppDefinition } from '../../../lib/apps/definition';
import { type Place, START } from '../../../lib/connect/place';
import { homeRows } from '../../../lib/popup/home-rows';

function app(id: string, title = id): AppSummary {
  return { id, title, description: `About ${title}`, iconUrl: `https://cdn.zapier.com/${id}.png` };
}
function definition(id: string, title = id, pinned?: boolean): AppDefinition {
  const base: AppDefinition = { app: id, title, authentication: { type: 'custom', fields: [] } };
  return pinned === undefined ? base : { ...base, pinned };
}
const typed = (query: string): Place => ({ ...START, query });
const letters = (place: Place, definitions: AppDefinition[], found: AppSummary[] = []) =>
  homeRows(place, definitions, found).map(({ app: { id }, group }) => `${group} ${id}`);

describe('home, before anyone types,', () => {
  it('is empty where nothing is configured', () => {
    expect(homeRows(START, [], [])).toEqual([]);
  });

  it('lists the configured apps in their order, pinned ones first', () => {
    const definitions = [
      definition('a'),
      definition('b', 'b', true),
      definition('c', 'c', false),
      definition('d', 'd', true),
    ];
    expect(letters(START, definitions)).toEqual(['yours b', 'yours d', 'yours a', 'yours c']);
    expect(definitions.map(({ app: id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('begins with unfinished forms, each app once', () => {
    const place = { ...START, unfinished: [app('c'), app('z')] };
    expect(letters(place, [definition('a'), definition('b'), definition('c'), definition('d')])).toEqual([
      'unfinished c',
      'unfinished z',
      'yours a',
      'yours b',
      'yours d',
    ]);
  });

  it('knows which apps have a form', () => {
    const rows = homeRows({ ...START, unfinished: [app('z')] }, [definition('a')], []);
    expect(rows.map(({ app: { id }, hasForm }) => [id, hasForm])).toEqual([
      ['z', false],
      ['a', true],
    ]);
  });

  it('ends after seven rows', () => {
    const definitions = Array.from({ length: 10 }, (_, index) => definition(`a-${index}`));
    expect(letters({ ...START, unfinished: [app('z')] }, definitions)).toHaveLength(7);
  });

  it('takes blanks for nothing, and shows nothing that was found before', () => {
    expect(letters(typed('  '), [definition('a')], [app('b')])).toEqual(['yours a']);
  });
});

describe('a search', () => {
  it('lists configured apps that match before what Zapier found, each once', () => {
    const found = [app('x', 'Acme Ads'), app('a', 'Acme'), app('y', 'Acme Mail')];
    expect(letters(typed('acme'), [definition('b', 'Beta'), definition('a', 'Acme')], found)).toEqual([
      'yours a',
      'zapier x',
      'zapier y',
    ]);
  });

  it('shows a configured app with the icon and the words that Zapier has for it', () => {
    expect(homeRows(typed('acme'), [definition('a', 'Our Acme')], [app('a', 'Acme')])).toEqual([
      { app: app('a', 'Acme'), group: 'yours', hasForm: true },
    ]);
    expect(homeRows(typed('acme'), [definition('a', 'Our Acme')], [])).toEqual([
      { app: { id: 'a', title: 'Our Acme', description: '', iconUrl: null }, group: 'yours', hasForm: true },
    ]);
  });

  it('knows that an app has a form that Zapier found under another name', () => {
    expect(homeRows(typed('crm'), [definition('a', 'Acme')], [app('a', 'Acme CRM')])).toMatchObject([
      { group: 'zapier', hasForm: true },
    ]);
  });

  it.each([
    ['ACME', 'Acme'],
    [' cm ', 'Acme'],
    ['unicode', 'Ünïcode'],
    ['Ünï', 'Unicode'],
    ['ﬁle', 'File'],
  ])('%j finds %s, whatever the case and the accents', (query, title) => {
    expect(letters(typed(query), [definition('a', title)])).toEqual(['yours a']);
  });

  it('leaves unfinished forms to home', () => {
    expect(letters({ query: 'acme', app: null, holdsPasted: false, unfinished: [app('a', 'Acme')] }, [])).toEqual([]);
  });

  it('ends after twenty rows', () => {
    const found = Array.from({ length: 30 }, (_, index) => app(`z-${index}`));
    const rows = letters(typed('z'), [definition('z', 'z')], found);
    expect(rows).toHaveLength(20);
    expect(rows[0]).toBe('yours z');
  });

  it('keeps the order in which Zapier found', () => {
    expect(letters(typed('q'), [], [app('c'), app('a'), app('b')])).toEqual(['zapier c', 'zapier a', 'zapier b']);
  });
});
