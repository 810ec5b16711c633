import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { StandInEnv } from '../record';

const STYLE = raw(`
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 0; min-height: 100vh; display: grid; grid-template-rows: auto 1fr; background: light-dark(#f5f3ef, #1d1c1a) }
.notice { margin: 0; padding: .5rem 1rem; text-align: center; font-size: .875rem; background: #ffdf6b; color: #2b2300 }
main { width: min(26rem, 100% - 2rem); margin: 3rem auto; align-self: start; padding: 2rem; box-sizing: border-box;
  border-radius: 12px; background: light-dark(#fff, #2a2926); box-shadow: 0 1px 3px #0003 }
h1 { margin: 0 0 1rem; font-size: 1.375rem; line-height: 1.3 }
ul { padding-left: 1.25rem }
form { display: grid; gap: .75rem; margin-top: 1.5rem }
button { font: inherit; font-weight: 600; padding: .625rem 1rem; border-radius: 8px; cursor: pointer;
  border: 1px solid light-dark(#8a867d, #8f8b82); background: transparent; color: inherit }
button.primary { border-color: transparent; background: light-dark(#1f4fd1, #9db7ff); color: light-dark(#fff, #0b1736) }
button:focus-visible, a:focus-visible { outline: 3px solid light-dark(#1f4fd1, #9db7ff); outline-offset: 2px }
a { color: light-dark(#1f4fd1, #9db7ff) }
small { display: block; font-weight: 400; opacity: .8 }
`);

type Html = ReturnType<typeof html>;

/**
 * Renders a page that nobody can mistake for the real Zapier. Its cookie stands for the browser's own Zapier session.
 */
export async function page(
  c: Context<StandInEnv>,
  title: string,
  content: Html,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  c.header('Set-Cookie', 'zapsession=stand-in; Domain=zapier.com; Path=/; Secure; HttpOnly; SameSite=None');
  c.header('Cache-Control', 'no-store');
  return c.html(
    await html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>${title} – Zapier stand-in</title>
          <style>
            ${STYLE}
          </style>
        </head>
        <body>
          <p class="notice">A stand-in for tests and practice. This is not zapier.com.</p>
          <main>
            <h1>${title}</h1>
            ${content}
          </main>
        </body>
      </html>`,
    status,
  );
}

/** Renders a page with one sentence. */
export function messagePage(
  c: Context<StandInEnv>,
  title: string,
  message: string,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  return page(c, title, html`<p>${message}</p>`, status);
}
