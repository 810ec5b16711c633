import { OWN_APPS, type ZapierStandIn } from '../../tests/zapier/zapier';
import type { Browser } from './browser';

/** Leaves the browser to the user, prints what to click, and waits until it is closed. */
export async function guide({ context, page }: Browser, zapier: ZapierStandIn): Promise<void> {
  console.log(`
A browser is open with Quick Connect for Zapier in it, and a Zapier of its own behind it: nothing
you do there reaches the real one. The settings are filled in.

  1. Click the puzzle piece in the toolbar, then Quick Connect for Zapier (or press Alt+Shift+C).
  2. Sign in to Zapier, and Allow.
  3. Search for an app. ${OWN_APPS.map(({ title }) => title).join(', ')} have a form of their own.
  4. Type any API key (one with "invalid" in it is refused) and Connect.

The popup is also a page: ${page('popup.html')}
Close the browser or press Ctrl+C to end.
`);
  const closed = new Promise((resolve) => context.on('close', resolve));
  const interrupted = new Promise((resolve) => process.once('SIGINT', resolve));
  await Promise.race([closed, interrupted]);
  for (const { title, id, owner } of zapier.connections) console.log(`Created ${id} “${title}” for ${owner.email}`);
}
