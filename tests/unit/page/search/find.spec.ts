import { describe, expect, it } from 'vitest';
import { openDirectory } from '../../../../lib/page/search/directory';
import { search } from '../../../../lib/page/search/find';
import type { PickedApp } from '../../../../lib/page/search/picks';
import type { AppDefinition } from '../../../../lib/shared/definitions/definition';
import { packPage } from '../../../../lib/shared/directory/page';

const id = (title: string) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
const app = (title: string) => ({ id: id(title), title, description: `About ${title}`, iconUrl: null });
const catalogueOf = (...titles: string[]) =>
  openDirectory([packPage(titles.map(app))], { growingTo: null, isCurrent: true });
const definition = (title: string, pinned = false): AppDefinition => ({
  app: id(title),
  title,
  pinned,
  authentication: { type: 'custom', fields: [] },
});
const picked = (title: string, rank = 0): PickedApp => ({ ...app(title), rank });

/** Titles by popularity, the most popular first. */
const DIRECTORY = catalogueOf(
  'Google Sheets',
  'Slack',
  'Google Calendar',
  'HubSpot',
  'Mailchimp',
  'Calendly',
  'Slab',
  'Sales Mail',
  'Email Parser',
  'Mail',
  'Team Calendar',
  'Cal',
  'Ünïcode & <b>Söhne</b>',
);

interface Own {
  definitions?: AppDefinition[];
  picks?: PickedApp[];
}
function titles(query: string, { definitions = [], picks = [] }: Own = {}, limit = 20): string[] {
  const { defined, picked: chosen, listed, close } = search(DIRECTORY, { definitions, picks }, query, limit);
  return [defined, chosen, listed, close].flatMap((apps, list) =>
    apps.map(({ title }) => `${['yours', 'picked', 'listed', 'close'][list]}: ${title}`),
  );
}

describe('search results', () => {
  it.each<[why: string, query: string, own: Own, expected: string[]]>([
    [
      'ranks exact matches first, then prefixes, beginnings of words and other parts of a title',
      'mail',
      {},
      ['listed: Mail', 'listed: Mailchimp', 'listed: Sales Mail', 'listed: Email Parser'],
    ],
    ['finds an app by its initials', 'gc', {}, ['listed: Google Calendar']],
    ['ranks equal matches by popularity', 'goo', {}, ['listed: Google Sheets', 'listed: Google Calendar']],
    [
      'ranks picked apps before better matches',
      'cal',
      { picks: [picked('Team Calendar'), picked('Google Calendar')] },
      ['picked: Team Calendar', 'picked: Google Calendar', 'listed: Cal', 'listed: Calendly'],
    ],
    [
      'ranks definitions before picked apps',
      'sla',
      { definitions: [definition('Slack Relay')], picks: [picked('Slab'), picked('Slack')] },
      ['yours: Slack Relay', 'picked: Slab', 'picked: Slack'],
    ],
    [
      'ranks definitions by how well they match, then by their order',
      'sla',
      { definitions: [definition('Translator'), definition('Slack'), definition('Slate')] },
      ['yours: Slack', 'yours: Slate', 'yours: Translator', 'listed: Slab'],
    ],
    [
      'ranks picked definitions before better matches, in the order of the picks',
      'sla',
      {
        definitions: [definition('Slate'), definition('Translator'), definition('Inslave')],
        picks: [picked('Inslave'), picked('Translator')],
      },
      ['yours: Inslave', 'yours: Translator', 'yours: Slate', 'listed: Slack', 'listed: Slab'],
    ],
    [
      'ranks a pinned definition before everything else',
      'sla',
      { definitions: [definition('Slate'), definition('Translator', true)], picks: [picked('Slate')] },
      ['yours: Translator', 'yours: Slate', 'listed: Slack', 'listed: Slab'],
    ],
    [
      'leaves out definitions and picked apps that do not match',
      'hubspot',
      { definitions: [definition('Acme')], picks: [picked('Slack')] },
      ['listed: HubSpot'],
    ],
    ['finds an app despite a typo when nothing else matches', 'hubpsot', {}, ['close: HubSpot']],
    [
      'ranks a real match before close definitions and picks',
      'slack',
      { definitions: [definition('Slick Desk')], picks: [picked('Slock')] },
      ['listed: Slack', 'close: Slick Desk', 'close: Slock'],
    ],
    [
      'ranks close definitions before close picks, and both before other close apps',
      'calandar',
      { definitions: [definition('Calindar Desk')], picks: [picked('Team Calendar')] },
      ['close: Calindar Desk', 'close: Team Calendar', 'close: Google Calendar'],
    ],
    ['finds an app without its accents', 'unicode', {}, ['listed: Ünïcode & <b>Söhne</b>']],
    ['finds nothing when no title resembles the query', 'xyzzy', {}, []],
    ['finds nothing for a blank query', '  ', {}, []],
  ])('%s', (_, query, own, expected) => {
    expect(titles(query, own)).toEqual(expected);
  });

  it('lists at most five close matches below real ones, and more when there are no real ones', () => {
    const stacks = Array.from({ length: 8 }, (_, index) => `Stack ${index}`);
    const directory = catalogueOf('Slack', ...stacks);
    const close = (query: string, limit = 20) =>
      search(directory, { definitions: [], picks: [] }, query, limit).close.length;
    expect(close('stack')).toBe(1);
    expect(close('slack')).toBe(5);
    expect(close('stakc')).toBe(8);
    expect(close('stack', 8)).toBe(0);
  });

  it('lists no more apps than the limit, best first', () => {
    expect(titles('a', { definitions: [definition('Acme')], picks: [picked('Slack')] }, 3)).toEqual([
      'yours: Acme',
      'picked: Slack',
      'listed: Google Calendar',
    ]);
  });

  it('lists an app once when two pages hold it', () => {
    const directory = openDirectory([packPage([app('Slack')]), packPage([app('Slack'), app('Slab')])], {
      growingTo: null,
      isCurrent: true,
    });
    const { listed } = search(directory, { definitions: [], picks: [] }, 'sla', 20);
    expect(listed.map(({ title }) => title)).toEqual(['Slack', 'Slab']);
  });
});
