import { describe, expect, it } from 'vitest';
import { appsIn } from '../../../../lib/page/message/apps';
import { openDirectory } from '../../../../lib/page/search/directory';
import type { AppDefinition } from '../../../../lib/shared/definitions/definition';
import { packPage } from '../../../../lib/shared/directory/page';
import { DESKWELL } from '../../../zapier/zapier';
import titles from '../cases/app-titles.json';

const apps = titles.map((title, at) => ({ id: `app-${at}`, title, description: '', iconUrl: null }));
const directory = openDirectory([packPage(apps)], { growingTo: null, isCurrent: true });
const OWN: AppDefinition[] = [
  DESKWELL,
  { app: 'own', title: 'Acme CRM', authentication: { type: 'custom', fields: [] } },
];

const about = (text: string) => appsIn(text, directory, { definitions: OWN, picks: [] }, 3).map(({ title }) => title);

describe('the apps that a message is about', () => {
  it.each<[string, string, string[]]>([
    ['an own app by the host of its field', 'Our address is https://acme.deskwell.example/admin', ['Deskwell']],
    ['an own app by its name, whatever its case', 'the key for ACME CRM is attached', ['Acme CRM']],
    ['an own app before one at Zapier', 'Deskwell is to send to Slack', ['Deskwell', 'Slack']],
    ['by a host', 'Please see https://acme.zendesk.com/agent/filters', ['Zendesk']],
    ['by an address in a command', 'curl https://api.stripe.com/v1/charges -u acme_live_1:', ['Stripe']],
    ['by a name beside its key', 'here is the hubspot api key', ['HubSpot']],
    ['by a name within', 'We use HubSpot here', ['HubSpot']],
    ['by a name of several words', 'new rows in google sheets please', ['Google Sheets']],
    ['by a variable', 'MAILCHIMP_API_KEY=acme_live_1', ['Mailchimp']],
    ['by a name with a dot', 'the monday.com token: acme_live_1', ['monday.com']],
    ['by a host before a name', 'Trello sent me here: https://acme.zendesk.com', ['Zendesk']],
    ['by the one named first', 'From Mailchimp into Slack', ['Mailchimp', 'Slack']],
    ['by a name in another script’s sentence', 'Zugang zu Pipedrive:\nKennwort: acme_live_1', ['Pipedrive']],
  ])('are known %s', (_how, text, wanted) => {
    expect(about(text).slice(0, wanted.length)).toEqual(wanted);
  });

  it.each([
    ['no name', 'API key: acme_live_1'],
    ['an e-mail at an app’s maker', 'From: tom@slack.com'],
    ['words of every message', 'Hello Support,\nplease connect us to Zapier by email.\nThe code is below.'],
    ['a word that only begins a sentence', 'Notion of this: none.\nSlack time is over'],
    ['a name within another word', 'slackening hubspotters'],
    ['nothing', ''],
  ])('are none for %s', (_what, text) => {
    expect(about(text)).toEqual([]);
  });

  it('are found in a moment, however long the text is', () => {
    const start = performance.now();
    for (const piece of ['a', 'a.', 'Ab ', 'ä-', 'a.b@', '\n']) about(piece.repeat(65_536 / piece.length));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
