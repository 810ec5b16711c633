// What the browser loads for the popup's first screen, and for the background. KiB is 1,024 bytes.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const chrome = fileURLToPath(new URL('.output/chrome-mv3/', import.meta.url));
// Holds the stylesheet.
const page = `${chrome}popup.html`;
const loaded = [...readFileSync(page, 'utf8').matchAll(/<(?:script|link)[^>]+(?:src|href)="\/?([^"]+)"/g)];

export default [
  {
    name: 'Popup: page with its stylesheet, and script of the first screen',
    path: [page, ...loaded.map(([, path]) => chrome + path)],
    gzip: true,
    limit: '20 KiB',
  },
  { name: 'Background', path: `${chrome}background.js`, gzip: true, limit: '40 KiB' },
];
