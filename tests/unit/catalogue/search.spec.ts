import { describe, expect, it } from 'vitest';
import type { AppDefinition } from '../../../lib/apps/definition';
import { openCatalogue } from '../../../lib/catalogue/catalogue';
import { packPage } from '../../../lib/catalogue/page';
import type { PickedApp } from '../../../lib/catalogue/picks';
import { search } from '../../../lib/catalogue/search';

const id = (title: string) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
const app = (title: string) => ({ id: id(title), title, description: `About ${title}`, iconUrl: null });
const catalogueOf = (...titles: string[]) =>
  openCatalogue([packPage(titles.map(app))], { growingTo: null, isCurrent: true });
const definition = (title: string, pinned = false): AppDefinition => ({
  app: id(title),
  title,
  pinned,
  authentication: { type: 'custom', fields: [] },
});
const picked = (title: string, rank = 0): PickedApp => ({ ...app(title), rank });

/** Most popular first. */
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

describe('the ranking', () => {
  it.each<[why: string, query: string, own: Own, expected: string[]]>([
    [
      'exact, then prefix, then word start, then inside; within each Zapier’s popularity',
      'mail',
      {},
      ['listed: Mail', 'listed: Mailchimp', 'listed: Sales Mail', 'listed: Email Parser'],
    ],
    ['initials come last', 'gc', {}, ['listed: Google Calendar']],
    ['popularity decides between equals', 'goo', {}, ['listed: Google Sheets', 'listed: Google Calendar']],
    [
      'what was picked comes before any better match',
      'cal',
      { picks: [picked('Team Calendar'), picked('Google Calendar')] },
      ['picked: Team Calendar', 'picked: Google Calendar', 'listed: Cal', 'listed: Calendly'],
    ],
    [
      'definitions come before what was picked',
      'sla',
      { definitions: [definition('Slack Relay')], picks: [picked('Slab'), picked('Slack')] },
      ['yours: Slack Relay', 'picked: Slab', 'picked: Slack'],
    ],
    [
      'among definitions the better match comes first, then the earlier one',
      'sla',
      { definitions: [definition('Translator'), definition('Slack'), definition('Slate')] },
      ['yours: Slack', 'yours: Slate', 'yours: Translator', 'listed: Slab'],
    ],
    [
      'a definition that was picked comes before one that matches better, the one picked most first',
      'sla',
      {
        definitions: [definition('Slate'), definition('Translator'), definition('Inslave')],
        picks: [picked('Inslave'), picked('Translator')],
      },
      ['yours: Inslave', 'yours: Translator', 'yours: Slate', 'listed: Slack', 'listed: Slab'],
    ],
    [
      'a pinned definition comes before everything else',
      'sla',
      { definitions: [definition('Slate'), definition('Translator', true)], picks: [picked('Slate')] },
      ['yours: Translator', 'yours: Slate', 'listed: Slack', 'listed: Slab'],
    ],
    [
      'what does not match is not listed, picked or not',
      'hubspot',
      { definitions: [definition('Acme')], picks: [picked('Slack')] },
      ['listed: HubSpot'],
    ],
    ['a typo finds where nothing else does', 'hubpsot', {}, ['close: HubSpot']],
    [
      'a close definition or pick never comes before a real match',
      'slack',
      { definitions: [definition('Slick Desk')], picks: [picked('Slock')] },
      ['listed: Slack', 'close: Slick Desk', 'close: Slock'],
    ],
    [
      'among close ones definitions come first, then picks, then popularity',
      'calandar',
      { definitions: [definition('Calindar Desk')], picks: [picked('Team Calendar')] },
      ['close: Calindar Desk', 'close: Team Calendar', 'close: Google Calendar'],
    ],
    ['accents do not matter', 'unicode', {}, ['listed: Ünïcode & <b>Söhne</b>']],
    ['nothing is like it', 'xyzzy', {}, []],
    ['nothing is typed', '  ', {}, []],
  ])('%s', (_, query, own, expected) => {
    expect(titles(query, own)).toEqual(expected);
  });

  it('has five close matches at most below real ones, and as many as fit where there are none', () => {
    const stacks = Array.from({ length: 8 }, (_, index) => `Stack ${index}`);
    const directory = catalogueOf('Slack', ...stacks);
    const close = (query: string, limit = 20) =>
      search(directory, { definitions: [], picks: [] }, query, limit).close.length;
    expect(close('stack')).toBe(1);
    expect(close('slack')).toBe(5);
    expect(close('stakc')).toBe(8);
    expect(close('stack', 8)).toBe(0);
  });

  it('lists no more than asked for, best first', () => {
    expect(titles('a', { definitions: [definition('Acme')], picks: [picked('Slack')] }, 3)).toEqual([
      'yours: Acme',
      'picked: Slack',
      'listed: Google Calendar',
    ]);
  });

  it('lists an app once that two pages hold, because it became more popular meanwhile', () => {
    const directory = openCatalogue([packPage([app('Slack')]), packPage([app('Slack'), app('Slab')])], {
      growingTo: null,
      isCurrent: true,
    });
    const { listed } = search(directory, { definitions: [], picks: [] }, 'sla', 20);
    expect(listed.map(({ title }) => title)).toEqual(['Slack', 'Slab']);
  });

  it('shows a definition with its own title, and with the words of the directory', () => {
    const definitions = [{ ...definition('Slack'), title: 'Our Slack' }];
    expect(search(DIRECTORY, { definitions, picks: [] }, 'our', 20).defined).toMatchObject([
      { id: 'slack', title: 'Our Slack', description: 'About Slack' },
    ]);
  });
});
