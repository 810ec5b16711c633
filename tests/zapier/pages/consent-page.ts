import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Client } from '../oauth/clients';
import { describeScopes } from '../oauth/scopes';
import { displayName, type Person } from '../people';
import type { StandInEnv } from '../record';
import { page } from './layout';

/** Asks the signed-in person for consent. The form posts to the page's own address. */
export function consentPage(
  c: Context<StandInEnv>,
  client: Client,
  person: Person,
  scopes: readonly string[],
): Promise<Response> {
  return page(
    c,
    `Allow ${client.name} to use your Zapier account?`,
    html`<p>You are logged in as <strong>${displayName(person)}</strong> (${person.email}).</p>
      <p>It will be able to:</p>
      <ul>
        ${describeScopes(scopes).map((scope) => html`<li>${scope}</li>`)}
      </ul>
      <form method="post">
        <button class="primary" name="decision" value="allow">Allow</button>
        <button name="decision" value="deny">Deny</button>
        <button name="decision" value="switch">Use another account</button>
      </form>`,
  );
}
