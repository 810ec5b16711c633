// `npm run package -- --url https://… --key …` signs the store zip for Chrome with the company's key; see ROLL-OUT.md.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makePackage } from './make';

const root = join(import.meta.dirname, '..', '..');
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

try {
  const { url, key } = parseArgs({ options: { url: { type: 'string' }, key: { type: 'string' } } }).values;
  if (!url || !key)
    throw new Error('Usage: npm run package -- --url https://FOLDER/ --key FILE-OUTSIDE-THIS-FOLDER.pem');
  const to = join(root, '.output', 'package');
  const made = makePackage({ zip: join(root, '.output', `${name}-${version}-chrome.zip`), key, url, to, root });
  console.log(`
Made in .output/package: ${made.files.join(', ')}.
Extension id: ${made.id}
Redirect URL to register at Zapier: ${made.redirectUrl}
${made.isNewKey ? `The key in ${key} is new. Keep it safe and secret: whoever has it can update the extension, and another key means another id.\n` : ''}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
