import { expect, it } from 'vitest';
import { openDirectory } from '../../../../lib/page/search/directory';
import { search } from '../../../../lib/page/search/find';
import { packPage } from '../../../../lib/shared/directory/page';
import titles from '../cases/app-titles.json';
import cases from '../cases/search.json';

const apps = titles.map((title, at) => ({ id: `app-${at}`, title, description: '', iconUrl: null }));
const directory = openDirectory([packPage(apps)], { growingTo: null, isCurrent: true });

/** Further queries of the kinds that the handed ones have. */
const OWN: [query: string, wanted: string][] = [
  ['jira cloud', 'Jira Software Cloud'],
  ['go high level', 'GoHighLevel'],
  ['ms outlook', 'Microsoft Outlook'],
  ['docs google', 'Google Docs'],
  ['google spreadsheet', 'Google Sheets'],
  ['air-table', 'Airtable'],
  ['g-cal', 'Google Calendar'],
  ['app.asana.com', 'Asana'],
  ['acme.zendesk.com/agent', 'Zendesk'],
  ['https://trello.com/b/x', 'Trello'],
  ['monday com', 'monday.com'],
  ['microsoft team', 'Microsoft Teams'],
  ['lead gen linkedin', 'LinkedIn Lead Gen Forms'],
  ['twilio sms', 'Twilio'],
  ['スラック', 'Slack'],
  ['«hub spot»', 'HubSpot'],
];

it.each([
  ...cases.map(({ query, wanted, within }) => [query, wanted, within] as const),
  ...OWN.map((own) => [...own, 3] as const),
])('finds with %j the app %s among the first %i', (query, wanted, within) => {
  const { listed, close } = search(directory, { definitions: [], picks: [] }, query, 20);
  expect([...listed, ...close].slice(0, within).map(({ title }) => title)).toContain(wanted);
});
