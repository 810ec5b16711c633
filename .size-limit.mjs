// Guard rails against accidents: what the browser loads for the popup's first screen, and the background. Gzipped.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const chrome = fileURLToPath(new URL('.output/chrome-mv3/', import.meta.url));
const page = `${chrome}popup.html`;
const loaded = [...readFileSync(page, 'utf8').matchAll(/<(?:script|link)[^>]+(?:src|href)="\/?([^"]+)"/g)];

export default [
  {
    name: 'Popup: page, stylesheets and scripts of the first screen',
    path: [page, ...loaded.map(([, path]) => chrome + path)],
    gzip: true,
    limit: '46 KiB',
  },
  { name: 'Background', path: `${chrome}background.js`, gzip: true, limit: '64 KiB' },
];
