import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/**
 * Writes the popup's stylesheet into its page, which saves a request and all that Chromium does for one. The
 * page's policy has to allow exactly this stylesheet: `source` is what to put into its `style-src`, a hash
 * (CSP Level 3, 2.3.1), once the page is built; the development server builds none and serves the stylesheet as a file.
 */
export function inlineStylesheet(): { plugin: () => Plugin; source: () => string | undefined } {
  let source: string | undefined;
  return {
    plugin: () => ({
      name: 'inline-stylesheet',
      transformIndexHtml: {
        order: 'post',
        handler(html, { path, bundle }) {
          if (!path.endsWith('/popup/index.html') || !bundle) return;
          const [link, file = ''] = html.match(/<link rel="stylesheet"[^>]* href="\/([^"]+)">/) ?? [];
          const asset = bundle[file];
          if (!link || asset?.type !== 'asset')
            throw new Error('Vite no longer links the popup’s stylesheet where this plugin expects it');
          const css = String(asset.source).trim();
          source = `'sha256-${createHash('sha256').update(css).digest('base64')}'`;
          delete bundle[file];
          return html.replace(link, () => `<style>${css}</style>`);
        },
      },
    }),
    source: () => source,
  };
}
