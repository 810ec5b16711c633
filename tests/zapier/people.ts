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

/** An agency's user at a customer: an e-mail of 66 characters and a full name of 45. */
export const AGENCY: Person = {
  ...MARIA,
  id: 9110001,
  full_name: 'Maximiliane-Alexandra von Hohenberg-Lindenaue',
  email: 'integrations-production-eu1+customer-bravo@bigagency-group.example',
};

/** A user with the longest e-mail there can be, of 254 characters, and one word of 60 letters for a name. */
export const LONGEST: Person = {
  ...MARIA,
  id: 9110002,
  full_name: 'Rindfleischetikettierungsueberwachungsaufgabenuebertragungen',
  email: `${'a'.repeat(33)}+${'customer-'.repeat(3)}bay@${'sub.'.repeat(43)}theagency.example`,
};

/** A user with a Japanese name. */
export const JAPANESE: Person = {
  ...MARIA,
  id: 9110003,
  full_name: '株式会社ヤマト環境技術研究所東日本支社第二営業部',
  email: 'yamada@yamato.example',
};

/** A user whose name is written from right to left. */
export const ARABIC: Person = {
  ...MARIA,
  id: 9110004,
  full_name: 'شركة الخليج للخدمات السحابية 24',
  email: 'layla@khaleej.example',
};

/** A user whose name turns the words after it round, where it is shown as it is. */
export const TURNED: Person = {
  ...MARIA,
  id: 9110005,
  full_name: 'ACME\u200B GmbH \u202Eeht ,',
  email: 'turned@acme.example',
};

/** Returns the person's name for buttons, or the e-mail address. */
export function displayName(person: Person): string {
  return person.full_name || person.email;
}
