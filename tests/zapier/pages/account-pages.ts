import type { Context } from 'hono';
import { html } from 'hono/html';
import { displayName, type Person } from '../people';
import type { StandInEnv } from '../record';
import type { State } from '../state';
import { messagePage, page } from './layout';
import { loginPage } from './login-page';

/** Zapier's page with the user's connections. */
export const CONNECTIONS_PATH = '/app/assets/connections';

/** Where a visitor logs in. */
export const LOGIN_PATH = '/app/login';

/** GET /app/login: shows the people who can log in. */
export function showLogin(c: Context<StandInEnv>, state: State): Promise<Response> {
  return loginPage(c, state.people, CONNECTIONS_PATH);
}

/** POST /app/login: logs the visitor in as the chosen person. */
export async function logIn(c: Context<StandInEnv>, state: State): Promise<Response> {
  const { person, next } = await c.req.parseBody();
  state.signedIn = state.people.find(({ id }) => String(id) === person) ?? null;
  return c.redirect(typeof next === 'string' && /^\/(?!\/)/.test(next) ? next : CONNECTIONS_PATH, 303);
}

/** GET /app/logout: ends the browser's Zapier session and, unless `redirectAfterLogOut(false)`, leads to the log-in. */
export async function logOut(c: Context<StandInEnv>, state: State): Promise<Response> {
  state.signedIn = null;
  if (state.switches.redirectAfterLogOut) return c.redirect(LOGIN_PATH);
  return messagePage(c, 'Log out of Zapier', 'You are logged out of Zapier.');
}

/** GET /app/assets/connections: shows the user's connections. */
export function showConnections(c: Context<StandInEnv>, state: State): Promise<Response> {
  if (!state.signedIn) return loginPage(c, state.people, CONNECTIONS_PATH);
  return page(c, 'App connections', connectionList(state, state.signedIn));
}

/** POST /app/assets/connections: makes an expired connection work again. */
export async function reconnect(c: Context<StandInEnv>, state: State): Promise<Response> {
  const { connection } = await c.req.parseBody();
  const expired = state.connections.find(({ id, owner }) => id === connection && owner.id === state.signedIn?.id);
  if (expired) expired.isExpired = false;
  return c.redirect(CONNECTIONS_PATH, 303);
}

function connectionList(state: State, person: Person) {
  const own = state.connections.filter(({ owner }) => owner.id === person.id);
  const titleOf = (id: string) => state.apps.find(({ app }) => app.id === id)?.app.title ?? id;
  return html`<p>You are logged in as <strong>${displayName(person)}</strong> (${person.email}).</p>
    ${
      own.length === 0
        ? html`<p>No connections yet.</p>`
        : html`<ul>
            ${own.map(
              ({ id, title, app, isExpired }) =>
                html`<li>
                  ${title} <small>${titleOf(app)}${isExpired ? ', expired' : ''}</small>
                  ${isExpired ? reconnectForm(id, title) : ''}
                </li>`,
            )}
          </ul>`
    }
    <p><a href="/app/logout">Log out of Zapier</a></p>`;
}

function reconnectForm(id: string, title: string) {
  return html`<form method="post">
    <button name="connection" value="${id}">Reconnect ${title}</button>
  </form>`;
}
