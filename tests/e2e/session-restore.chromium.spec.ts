import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACME_CRM } from '../zapier/zapier';
import { expect, test } from './harness/test';

const KEY = 'acme_live_in_one_line';
const LINES = 'acme_live_of_several';

const DEFINITION = {
  ...ACME_CRM,
  authentication: {
    type: 'custom',
    fields: [
      { key: 'api_key', label: 'API key', type: 'password' },
      { key: 'certificate', label: 'Certificate', type: 'text' },
    ],
  },
};

/** Returns what Chromium's session-restore files of a profile hold, as text. It writes form values there as UTF-16. */
async function sessionFiles(profile: string): Promise<string> {
  const folder = join(profile, 'Default', 'Sessions');
  const names = await readdir(folder);
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
  // A value may begin at an odd byte.
  return files.flatMap((bytes) => [bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')]).join('\n');
}

test('the file from which Chromium restores its tabs holds no typed secret, revealed or of several lines', async ({
  actions,
  extension,
}) => {
  const popup = await actions.openForm(DEFINITION);
  await popup.getByRole('textbox', { name: 'Certificate' }).fill(LINES);
  const key = popup.getByRole('textbox', { name: 'API key' });
  await key.fill(KEY);
  await popup.getByRole('button', { name: 'Show' }).first().click();
  await expect(key).toHaveAttribute('type', 'text');
  // A field of the same page that the browser may keep shows when the file has been written.
  await popup.evaluate(() => {
    const kept = document.body.appendChild(document.createElement('input'));
    kept.name = 'kept';
    kept.value = 'kept-by-the-browser';
    kept.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await expect.poll(() => sessionFiles(extension.profile), { timeout: 30_000 }).toContain('kept-by-the-browser');
  const files = await sessionFiles(extension.profile);
  for (const secret of [KEY, LINES]) expect(files.includes(secret), 'a secret is in the file').toBe(false);
});
