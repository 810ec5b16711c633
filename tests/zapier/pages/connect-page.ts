import type { Context } from 'hono';
import { html } from 'hono/html';
import type { CatalogueApp } from '../apps/catalogue';
import { addConnection } from '../authentications';
import { API_HOST } from '../hosts';
import type { Handle } from '../operation';
import { displayName } from '../people';
import type { StandInEnv } from '../record';
import type { State } from '../state';
import { messagePage, page } from './layout';
import { loginPage } from './login-page';

/** Path that `links.connect_new_authentication` leads to. */
export const CONNECT_PATH = '/engine/auth/start/';

/** GET /engine/auth/start/{key}: asks to connect an app for the user of the browser's Zapier session. */
export function showConnect(state: State): Handle {
  return (c) => {
    const app = appOf(state, c);
    if (!app) return messagePage(c, 'Unknown app', 'No app has this key.', 404);
    if (!state.signedIn) return loginPage(c, state.people, `${c.req.path}${new URL(c.req.url).search}`);
    // As on pages that protect a sign-in: the opener cannot see this page any more.
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
    return page(
      c,
      `Allow Zapier to access ${app.app.title}?`,
      html`<p>You are logged in as <strong>${displayName(state.signedIn)}</strong> (${state.signedIn.email}).</p>
        <form method="post">
          <button class="primary" name="decision" value="connect">Yes, Continue to ${app.app.title}</button>
          <button name="decision" value="cancel">Cancel</button>
        </form>
        <p><a href="/app/logout">Log out of Zapier</a></p>`,
    );
  };
}

/** POST: creates the connection and redirects to the `redirect` parameter, unless `redirectAfterConnect(false)`. */
export function decideConnect(state: State): Handle {
  return async (c) => {
    const app = appOf(state, c);
    if (!app || !state.signedIn) return c.redirect(c.req.url, 303);
    const { decision } = await c.req.parseBody();
    if (decision !== 'connect')
      return messagePage(c, 'Nothing was connected', 'Nothing was connected. You can close this window.');
    addConnection(state, {
      app: app.app.id,
      title: usualTitle(state, app),
      fields: {},
      owner: state.signedIn,
      isExpired: false,
    });
    const redirect = c.req.query('redirect');
    if (state.switches.redirectAfterConnect && redirect === redirectTarget()) return c.redirect(redirect, 303);
    return showConnected(c);
  };
}

/** GET /v2/authentications/redirect: the last page after connecting. */
export const showConnected: Handle = (c) =>
  messagePage(c, 'You are connected', 'The connection is made. You can close this window.');

/** Returns the `redirect` parameter of every connect link. */
export function redirectTarget(): string {
  return `https://${API_HOST}/v2/authentications/redirect`;
}

function appOf(state: State, c: Context<StandInEnv>): CatalogueApp | undefined {
  return state.apps.find(({ app }) => {
    const link = app.links.connect_new_authentication;
    return link !== null && URL.canParse(link) && new URL(link).pathname === c.req.path;
  });
}

/** Names a connection as Zapier does: after its app, with a number from the second on. */
function usualTitle(state: State, { app }: CatalogueApp): string {
  const others = state.connections.filter((other) => other.app === app.id && other.owner.id === state.signedIn?.id);
  return others.length === 0 ? app.title : `${app.title} #${others.length + 1}`;
}
