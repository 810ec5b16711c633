import type { Context } from 'hono';
import { html } from 'hono/html';
import type { StandInEnv } from '../record';
import type { State } from '../state';

/** GET /tickets/{number}: shows a customer's mail, and a box for the reply that takes formatted text. */
export async function showTicket(c: Context<StandInEnv>, state: State): Promise<Response> {
  const number = c.req.param('number') ?? '';
  const mail = state.mails[Number(number) - 1];
  if (mail === undefined) return c.text('No such ticket.', 404);
  return c.html(
    await html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>Ticket ${number} – Help desk</title>
          <link rel="icon" href="data:," />
          <style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto }
            pre { font: inherit; white-space: pre-wrap; margin: 0 }
            [role='textbox'] { min-height: 8rem; padding: 0.5rem; border: 1px solid }
          </style>
        </head>
        <body>
          <h1>Ticket ${number}</h1>
          <article aria-label="Mail"><pre>${mail}</pre></article>
          <h2 id="reply">Reply</h2>
          <div role="textbox" aria-labelledby="reply" aria-multiline="true" contenteditable="true"></div>
        </body>
      </html>`,
  );
}
