import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDirectory } from '../../../../lib/page/search/directory';
import type { AppSummary } from '../../../../lib/shared/app';
import { fold } from '../../../../lib/shared/directory/fold';
import { packPage } from '../../../../lib/shared/directory/page';

const ID = '1e4fcbf4-d80b-4ec3-b33b-c085f1ecbbaa';
const ICON =
  'https://zapier-images.imgix.net/storage/developer/cde9764aa8d19fdd6d591455dbe5a78d.png?auto=format%2Ccompress&h=32';
const app = (change: Partial<AppSummary> = {}): AppSummary => ({
  id: ID,
  title: 'HubSpot',
  description: 'Contacts and deals.',
  iconUrl: ICON,
  ...change,
});
const stored = (...pages: AppSummary[][]) =>
  openDirectory(
    pages.map((apps) => JSON.parse(JSON.stringify(packPage(apps)))),
    { growingTo: null, isCurrent: true },
  );

describe('stored pages', () => {
  it('gives back every app as it was stored', () => {
    const text = fc.stringMatching(/^[A-Za-zäÖß請🦊&<>"' ]{0,40}$/u).map((words) => words.replace(/\s+/g, ' ').trim());
    const anyApp = fc.record({
      id: fc.oneof(fc.uuid(), fc.stringMatching(/^[\w-]{1,40}$/)),
      title: text.filter(Boolean),
      description: text,
      iconUrl: fc.constantFrom(null, ICON, 'https://cdn.zapier.com/storage/services/a.32x32.png', `${ICON}&w=32`),
    });
    fc.assert(
      fc.property(fc.array(fc.array(anyApp, { maxLength: 5 }), { maxLength: 4 }), (pages) => {
        const { titles, folded, app: at } = stored(...pages);
        const all = pages.flat();
        expect(all.map((_, place) => at(place))).toEqual(all);
        expect(titles).toEqual(all.map(({ title }) => title));
        expect(folded).toEqual(all.map(({ title }) => fold(title)));
      }),
    );
  });

  it('finds an app by its ID on any page', () => {
    const { find } = stored([app({ id: 'not-a-uuid' })], [], [app({ title: 'Here' }), app({ id: 'other' })]);
    expect(find(ID)?.title).toBe('Here');
    expect(find('not-a-uuid')?.title).toBe('HubSpot');
    expect(find('OTHER')).toBeUndefined();
  });

  it.each([
    ['a path for an id', app({ id: '../../settings' })],
    ['no id', app({ id: '' })],
    ['a very long id', app({ id: 'a'.repeat(65) })],
  ])('leaves out an app with %s', (_, unusable) => {
    expect(stored([unusable, app()]).titles).toEqual(['HubSpot']);
  });

  it('shows the id of an app without a title', () => {
    expect(stored([app({ title: ' \n\t ' })]).titles).toEqual([ID]);
  });

  it('keeps apps apart when their texts hold line breaks and control characters', () => {
    const { titles, app: at } = stored([
      app({ title: 'Line\nBreak\t\u0000Tab', description: 'a\r\nb', iconUrl: `${ICON}\n` }),
      app({ title: '<b>Bold</b>' }),
    ]);
    expect(titles).toEqual(['Line Break Tab', '<b>Bold</b>']);
    expect(at(0)).toMatchObject({ description: 'a b', iconUrl: null });
    expect(at(1)).toMatchObject({ iconUrl: ICON });
  });

  it('shortens overlong texts without splitting a character and drops overlong icon addresses', () => {
    const { app: at } = stored([
      app({
        title: 'A'.repeat(10_000),
        description: `${'b'.repeat(58)}🦊 and more`,
        iconUrl: `https://cdn.zapier.com/${'c'.repeat(400)}`,
      }),
    ]);
    expect(at(0).title).toHaveLength(255);
    expect(at(0)).toMatchObject({ description: `${'b'.repeat(58)}…`, iconUrl: null });
  });
});
