import type { Plugin } from 'vite';

/**
 * Gives the popup's script an attribute that does not get through the build from its HTML: `blocking="render"`
 * holds painting until it has run. A picture of the empty page would only put the first real one off by a frame.
 */
export function renderBlockingScript(): Plugin {
  return {
    name: 'render-blocking-script',
    transformIndexHtml: {
      order: 'post',
      handler(html, { path }) {
        if (!path.endsWith('/popup/index.html')) return;
        const result = html.replace('<script type="module" ', '<script type="module" blocking="render" ');
        if (result === html) throw new Error('Vite no longer writes the popup’s script where this plugin expects it');
        return result;
      },
    },
  };
}
