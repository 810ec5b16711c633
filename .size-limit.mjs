// What the browser loads for the popup's first screen, and for the background. KiB is 1,024 bytes.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const chrome = fileURLToPath(new URL('.output/chrome-mv3/', import.meta.url));
const popup = readFileSync(`${chrome}popup.html`, 'utf8');
const loaded = [...popup.matchAll(/<(?:script|link)[^>]+(?:src|href)="\/?([^"]+)"/g)].map(([, path]) => chrome + path);

export default [
  { name: 'Popup: script and stylesheet of the first screen', path: loaded, gzip: true, limit: '20 KiB' },
  { name: 'Background', path: `${chrome}background.js`, gzip: true, limit: '40 KiB' },
];
