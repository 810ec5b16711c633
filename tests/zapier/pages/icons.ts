import type { State } from '../state';

const MISSING = '/storage/broken';

/** Draws an app's icon: its initial on its colour. Returns 404 for an address that no app has. */
export function drawIcon(state: State, path: string): Response {
  const found = state.apps.find(({ app }) => app.image !== '' && new URL(app.image).pathname === path);
  if (!found || path === MISSING) return new Response(null, { status: 404 });
  const [initial = ''] = found.app.title.replace(/[^\p{L}\p{N}]/gu, '');
  const [red = 0, green = 0, blue = 0] = (found.app.hex_color.match(/../g) ?? []).map((part) =>
    Number.parseInt(part, 16),
  );
  const ink = 0.3 * red + 0.59 * green + 0.11 * blue > 140 ? '1a2327' : 'fff';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#${found.app.hex_color}"/><text x="16" y="22" text-anchor="middle" font-family="sans-serif" font-size="17" font-weight="700" fill="#${ink}">${initial.toUpperCase()}</text></svg>`;
  return new Response(svg, { headers: { 'Content-Type': 'image/svg+xml' } });
}
