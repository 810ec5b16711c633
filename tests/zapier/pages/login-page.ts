import type { Context } from 'hono';
import { html } from 'hono/html';
import { displayName, type Person } from '../people';
import type { StandInEnv } from '../record';
import { page } from './layout';

/** Lets the visitor log in as one of the people, then redirects to `next`, a path on this host. */
export function loginPage(c: Context<StandInEnv>, people: readonly Person[], next: string): Promise<Response> {
  return page(
    c,
    'Log in to Zapier',
    html`<p>Whose Zapier account is it?</p>
      <form method="post" action="/app/login">
        <input type="hidden" name="next" value="${next}" />
        ${people.map(
          (person) =>
            html`<button name="person" value="${person.id}" aria-label="Sign in as ${displayName(person)}">
              Sign in as ${displayName(person)} <small>${person.email}</small>
            </button>`,
        )}
      </form>`,
  );
}
