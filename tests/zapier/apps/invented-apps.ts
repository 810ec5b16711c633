import type { AppSeed } from './known-apps';

const FIRST = [
  'Amber',
  'Brook',
  'Cedar',
  'Dapple',
  'Ember',
  'Fern',
  'Granite',
  'Harbor',
  'Indigo',
  'Juniper',
  'Kestrel',
  'Lantern',
  'Maple',
  'Nimbus',
  'Orchid',
  'Pebble',
  'Quill',
  'Rowan',
];

const SECOND = [
  ['Books', 'accounting', 'Bookkeeping and invoices'],
  ['Chat', 'team-chat', 'Messages and channels'],
  ['CRM', 'partners', 'Contacts and deals'],
  ['Desk', 'partners', 'Tickets and answers'],
  ['Forms', 'app-builder', 'Forms and surveys'],
  ['Insights', 'analytics', 'Dashboards and reports'],
  ['Mailer', 'ads-conversion', 'Newsletters and campaigns'],
  ['Meet', 'calendar', 'Bookings and reminders'],
  ['Pilot', 'ai-tools', 'An assistant for routine work'],
  ['Shop', 'partners', 'Orders and stock'],
  ['Sign', 'partners', 'Contracts and signatures'],
  ['Tasks', 'app-builder', 'Projects and to-do lists'],
] as const;

/** Invented apps, the same on every run; neighbours in popularity have different names and trades. */
export const INVENTED_APPS: readonly AppSeed[] = SECOND.flatMap((_, round) =>
  FIRST.map((first, index): AppSeed => {
    const [second, category, trade] = SECOND[(index + round) % SECOND.length] ?? SECOND[0];
    return { title: `${first} ${second}`, category, description: `${trade} by ${first}.` };
  }),
);
