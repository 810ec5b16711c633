import type { Page } from '@playwright/test';
import { plainZip, streamedZip, zipBomb } from '../unit/support/zips';
import { CLIENT_ID, DESKWELL } from '../zapier/zapier';
import { BASIC, DIGEST, EVERYTHING } from './definitions';
import { expect, test } from './harness/test';

const APP = 'c0ffee00-8f5e-4b7c-9a55-0d6f2f1f8a11';
const OTHER_APP = 'c0ffee00-2f1e-4f0a-8d5f-6a3c5e7f9b22';

const importGroup = (settings: Page) => settings.getByRole('group', { name: 'Import an app definition' });

async function paste(
  settings: Page,
  { app = APP, title = 'Fieldwise', text }: { app?: string; title?: string; text: string },
) {
  const group = importGroup(settings);
  await group.getByRole('textbox', { name: 'App ID' }).fill(app);
  await group.getByRole('textbox', { name: 'App title' }).fill(title);
  await group.getByRole('textbox', { name: 'Definition' }).fill(text);
  await group.getByRole('button', { name: 'Add to Apps' }).click();
}

test('a pasted definition is added to Apps without its code, and Undo removes it', async ({ openSettings }) => {
  const settings = await openSettings();
  const apps = settings.getByRole('textbox', { name: 'Apps', exact: true });
  await paste(settings, { text: JSON.stringify(EVERYTHING) });

  const status = importGroup(settings).getByRole('status').filter({ hasText: 'Added' });
  await expect(status).toContainText('Added Fieldwise with 15 fields. Save to keep it.');
  await expect(status).toContainText('Code is never run here, so it was left out: test, sessionConfig.perform');
  await expect(apps).toHaveValue(/"key": "subdomain"/);
  await expect(apps).not.toHaveValue(/z\.request|session\.js/);

  await status.getByRole('button', { name: 'Undo' }).click();
  await expect(apps).toHaveValue('');
  await expect(importGroup(settings).getByRole('button', { name: 'Add to Apps' })).toBeFocused();
  await settings.keyboard.press('Enter');
  await settings.getByRole('textbox', { name: 'Client ID' }).fill(CLIENT_ID);
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await expect(settings.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await expect(status.getByRole('button', { name: 'Undo' })).toBeHidden();
});

test('an imported and saved definition becomes a form that connects', async ({
  actions,
  openPopup,
  openSettings,
  zapier,
}) => {
  const settings = await openSettings();
  await settings.getByRole('textbox', { name: 'Client ID' }).fill(CLIENT_ID);
  const { app, title, authentication } = DESKWELL;
  await paste(settings, { app, title, text: JSON.stringify({ ...authentication, test: { source: 'return 1' } }) });
  await settings.getByRole('button', { name: 'Save settings' }).click();
  await expect(settings.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await settings.close();

  const popup = await openPopup();
  await actions.signIn(popup);
  await popup.getByRole('combobox', { name: 'Search apps' }).fill('deskw');
  await popup.getByRole('option', { name: /^Deskwell/ }).click();
  await popup.getByRole('textbox', { name: 'Subdomain' }).fill('acme');
  await popup.getByRole('textbox', { name: 'API key' }).fill('dw-0123456789abcdef');
  await popup.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(popup.getByRole('status').filter({ hasText: 'Connected' })).toBeVisible();
  expect(zapier.connections).toMatchObject([
    { app, fields: { subdomain: 'acme', api_key: 'dw-0123456789abcdef', region: 'eu' } },
  ]);
});

test('an invalid definition is refused with the place of its error and leaves Apps unchanged', async ({
  openSettings,
}) => {
  const settings = await openSettings();
  const errors = importGroup(settings).getByRole('alert').filter({ hasText: /./ });
  const cases: [text: string, words: string][] = [
    ['{"type":"custom","fields":[{"label":"A"}]}', 'fields[0].key: This is missing.'],
    ['{"type":"custom","fields":[{"key":"api_key","isNoSecret":true}]}', 'fields[0].isNoSecret: Zapier treats a field'],
    ['{"type":"custom","type":"basic"}', 'type: This occurs twice.'],
    ['{"type":"custom","__proto__":{"x":1}}', '__proto__: This name cannot be used.'],
    ['{"version":"1.0.0","authentication":{"type":"none"}}', 'authentication.type: This value is not known.'],
    ['module.exports = {}', 'This is JavaScript, not JSON.'],
    ['type: custom', 'This is not valid JSON.'],
    ['{"hello":1}', 'There is no authentication in this.'],
  ];
  for (const [text, words] of cases) {
    await paste(settings, { text });
    await expect(errors).toContainText(words);
    await expect(importGroup(settings).getByRole('textbox', { name: 'Definition' })).toBeFocused();
  }
  await expect(settings.getByRole('textbox', { name: 'Apps', exact: true })).toHaveValue('');
});

test('an import ignores every part of an app but its authentication, faults in it too', async ({ openSettings }) => {
  const settings = await openSettings();
  const app = { authentication: BASIC, triggers: { deal: { key: 'deal' } }, creates: 'none', anything: [] };
  await paste(settings, { text: JSON.stringify(app) });
  await expect(importGroup(settings).getByRole('status').filter({ hasText: 'Added Fieldwise' })).toBeVisible();
});

/** A whole app of several megabytes, as Zapier's command line writes it, with BASIC's authentication. */
const APP_OF_MEGABYTES = JSON.stringify({
  version: '1.0.0',
  platformVersion: '19.1.0',
  triggers: Object.fromEntries(
    Array.from({ length: 4_000 }, (_, at) => [`t${at}`, { key: `t${at}`, sample: 'x'.repeat(700) }]),
  ),
  authentication: BASIC,
});

interface Dropped {
  name: string;
  bytes: Uint8Array;
}

/** Drops files on the import's place for them, or on another part of the page. */
async function drop(settings: Page, files: Dropped[], place = importGroup(settings).getByText('Drop build.zip')) {
  const encoded = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString('base64') }));
  const dataTransfer = await settings.evaluateHandle((list) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of list)
      transfer.items.add(new File([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], name));
    return transfer;
  }, encoded);
  await place.dispatchEvent('dragover', { dataTransfer });
  await place.dispatchEvent('drop', { dataTransfer });
}

test("a build of Zapier's command line, dropped, gives its authentication, which is added", async ({
  openSettings,
}) => {
  const settings = await openSettings();
  const group = importGroup(settings);
  const files = {
    'zapierwrapper.js': 'module.exports = {};',
    'node_modules/a/definition.json': '{}',
    'node_modules/a/app.zip': plainZip({ 'definition.json': JSON.stringify(DIGEST) }, { level: 0 }),
    'definition.json': APP_OF_MEGABYTES,
    'index.js': '',
  };
  const build = streamedZip(files, { level: 0 });
  await drop(settings, [{ name: 'build.zip', bytes: build }]);
  await expect(group.getByText('build.zip holds a basic authentication with 2 fields.')).toBeVisible();
  await expect(group.getByRole('textbox', { name: 'Definition' })).toHaveValue(/^\{\s+"type": "basic"/);
  await group.getByRole('textbox', { name: 'App ID' }).fill(OTHER_APP);
  await group.getByRole('textbox', { name: 'App title' }).fill('Plainly');
  await group.getByRole('button', { name: 'Add to Apps' }).click();
  await expect(group.getByRole('status').filter({ hasText: 'Added Plainly' })).toBeVisible();
  await expect(settings.getByRole('textbox', { name: 'Apps', exact: true })).toHaveValue(/"title": "Plainly"/);
});

test('a file that holds no definition is refused where it was dropped, and nothing that was typed is lost', async ({
  extension,
  openSettings,
}) => {
  const settings = await openSettings();
  const group = importGroup(settings);
  const definition = group.getByRole('textbox', { name: 'Definition' });
  const address = settings.url();
  await definition.fill('{"type":"basic"}');
  await group.getByRole('textbox', { name: 'App title' }).fill('Plainly');

  const text = (words: string) => new TextEncoder().encode(words);
  const whole = streamedZip({ 'definition.json': APP_OF_MEGABYTES });
  const cases: [name: string, bytes: Uint8Array, words: string][] = [
    ['huge.json', new Uint8Array(10_000_001).fill(0x20), 'huge.json is too large: a definition has 10 MB at most'],
    [
      'bomb.zip',
      zipBomb('definition.json', 200),
      'bomb.zip is too large: a definition has 10 MB at most, unpacked too.',
    ],
    ['cut.zip', whole.slice(0, whole.length / 2), 'cut.zip is cut off or damaged. Build it again'],
    ['source.zip', streamedZip({ 'index.js': '' }), 'source.zip holds no definition.json. Choose build.zip'],
    ['logo.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'logo.png is neither JSON nor a zip'],
    ['empty.json', new Uint8Array(), 'empty.json is empty.'],
    ['auth.js', text("module.exports = { type: 'basic' };"), 'auth.js: This is JavaScript, not JSON.'],
    ['package.json', text('{"name":"app","type":"module"}'), 'package.json: There is no authentication in this.'],
    ['proto.json', text('{"type":"basic","__proto__":{}}'), 'proto.json: __proto__: This name cannot be used.'],
  ];
  for (const [name, bytes, words] of cases) {
    await drop(settings, [{ name, bytes }]);
    await expect(group.getByRole('alert').filter({ hasText: words })).toBeVisible();
    await expect(group.getByLabel('Choose a file…')).toHaveAccessibleDescription(new RegExp(name));
  }
  await drop(settings, [
    { name: 'a.json', bytes: text('{}') },
    { name: 'b.json', bytes: text('{}') },
  ]);
  await expect(group.getByRole('alert').filter({ hasText: 'Choose one file at a time.' })).toBeVisible();
  await drop(
    settings,
    [{ name: 'a.json', bytes: text('{}') }],
    settings.getByRole('heading', { name: 'Settings', exact: true }),
  );

  expect(settings.url()).toBe(address);
  await expect(definition).toHaveValue('{"type":"basic"}');
  await expect(group.getByRole('textbox', { name: 'App title' })).toHaveValue('Plainly');
  await expect(settings.getByRole('textbox', { name: 'Apps', exact: true })).toHaveValue('');
  expect(await extension.readStorage('local')).not.toHaveProperty('settings');
});

test('a refused file takes back what an earlier one of the same name offered', async ({ openSettings }) => {
  const settings = await openSettings();
  const group = importGroup(settings);
  const definition = group.getByRole('textbox', { name: 'Definition' });
  const whole = streamedZip({ 'build/definition.json': JSON.stringify(BASIC) });
  await drop(settings, [{ name: 'build.zip', bytes: whole }]);
  await expect(group.getByText('build.zip holds a basic authentication with 2 fields.')).toBeVisible();
  await drop(settings, [{ name: 'build.zip', bytes: whole.slice(0, -30) }]);
  await expect(group.getByRole('alert').filter({ hasText: 'build.zip is cut off or damaged.' })).toBeVisible();
  await expect(group.getByText('build.zip holds')).toHaveCount(0);
  await expect(definition).toHaveValue('');
});

test('a definition.json of several megabytes can be chosen, and chosen again once it is corrected', async ({
  openSettings,
}) => {
  const settings = await openSettings();
  const group = importGroup(settings);
  const file = group.getByLabel('Choose a file…');
  const chosen = (text: string) => ({
    name: 'definition.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
  await file.setInputFiles(chosen(APP_OF_MEGABYTES.slice(0, -1)));
  await expect(group.getByRole('alert').filter({ hasText: 'definition.json: This is not valid JSON.' })).toBeVisible();
  await file.setInputFiles(chosen(APP_OF_MEGABYTES));
  await expect(group.getByText('definition.json holds a basic authentication with 2 fields.')).toBeVisible();
  await expect(group.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
});
