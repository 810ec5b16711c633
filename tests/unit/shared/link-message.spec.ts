import { expect, it } from 'vitest';
import { fillLinkMessage, linkTemplateProblem } from '../../../lib/shared/link-message';

const PARTS = {
  link: 'https://zapier.com/engine/auth/start/HubSpotCLIAPI@1.20.0/',
  app: 'HubSpot',
  email: 'maria@acme.example',
  customer: 'Acme GmbH',
  ticket: '',
};

it('fills the message for the customer, and leaves out the line of a ticket that is not known', () => {
  const { text, lines } = fillLinkMessage('Dear {customer},\n{app}, as {email}:\n{link}\nTicket: {ticket}', PARTS);
  expect(text).toBe(`Dear Acme GmbH,\nHubSpot, as maria@acme.example:\n${PARTS.link}`);
  expect(lines.at(-1)).toEqual([{ text: PARTS.link, isValue: true }]);
});

it('never cuts the link in the message', () => {
  const link = `${PARTS.link}?state=${'x'.repeat(3000)}`;
  expect(fillLinkMessage('Open {link}', { ...PARTS, link }).text).toBe(`Open ${link}`);
});

it.each([
  ['Open {link}', null],
  ['{link}\n{app} {email} {customer} {ticket}', null],
  ['Connect {app} as {email}', 'no-placeholder'],
  ['', 'no-placeholder'],
  ['{link} {id}', 'unknown-placeholder'],
])('judges the template %j of the message for the customer: %s', (template, problem) => {
  expect(linkTemplateProblem(template)).toBe(problem);
});
