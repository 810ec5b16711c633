import type { components } from '../../lib/background/zapier/openapi.generated';

/** A Zapier user, as `GET /v1/profiles/me` returns it. */
export type Person = components['schemas']['Profile'];

/** A user at a first customer. */
export const MARIA: Person = {
  id: 7345301,
  first_name: 'Maria',
  last_name: 'Chen',
  full_name: 'Maria Chen',
  email: 'maria@acme.example',
  email_confirmed: true,
  timezone: 'America/Chicago',
};

/** A user at a second customer. */
export const BEN: Person = {
  id: 8120977,
  first_name: 'Ben',
  last_name: 'Ortiz',
  full_name: 'Ben Ortiz',
  email: 'ben@globex.example',
  email_confirmed: true,
  timezone: 'Europe/Madrid',
};

/** A user without a name. */
export const NAMELESS: Person = {
  id: 9004416,
  first_name: '',
  last_name: '',
  full_name: '',
  email: 'office@initech.example',
  email_confirmed: true,
  timezone: 'UTC',
};

/** Returns the person's name for buttons, or the e-mail address. */
export function displayName(person: Person): string {
  return person.full_name || person.email;
}
