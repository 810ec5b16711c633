import type { Plugin } from 'vite';

/**
 * Gives the popup's script two attributes that do not get through the build from its HTML. `async` lets it
 * run before the stylesheet is there, and so read storage earlier. `blocking="render"` holds painting
 * until it has run: a picture of the empty page would only put the first real one off by a frame.
 */
export function earlyScript(): Plugin {
  return {
    name: 'early-script',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path }) {
        if (!path.endsWith('/popup/index.html')) return;
        const result = html.replace('<script type="module" ', '<script type="module" async blocking="render" ');
        if (result === html) throw new Error('Vite no longer writes the popup’s script where this plugin expects it');
        return result;
      },
    },
  };
}
