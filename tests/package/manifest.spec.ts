import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHROME_PUBLIC_KEY, GECKO_ID } from '../../lib/shared/extension-ids';
import { OUTPUT, readFolder, readJson, readManifest, UNPACKED } from './packages';

const EVERYWHERE = [
  'action',
  'background',
  'commands',
  'content_security_policy',
  'default_locale',
  'description',
  'host_permissions',
  'icons',
  'incognito',
  'manifest_version',
  'name',
  'options_ui',
  'permissions',
  'version',
];

const ONLY_IN = {
  chrome: ['externally_connectable', 'minimum_chrome_version', 'storage'],
  firefox: ['browser_specific_settings'],
};

describe.each(['chrome', 'firefox'] as const)('the manifest for %s', (browser) => {
  const manifest = readManifest(browser);

  test('the manifest has exactly the expected keys, permissions and hosts', () => {
    expect(Object.keys(manifest).sort()).toEqual([...EVERYWHERE, ...ONLY_IN[browser]].sort());
    expect(manifest.permissions).toEqual(['identity', 'storage', 'alarms']);
    expect(manifest.host_permissions).toEqual(['https://zapier.com/*', 'https://api.zapier.com/*']);
  });

  test("the content security policy lets pages load only packaged files and Zapier's images", () => {
    expect(manifest.content_security_policy).toEqual({
      extension_pages:
        "default-src 'none'; script-src 'self'; style-src 'self'; " +
        "img-src 'self' https://zapier-images.imgix.net https://cdn.zapier.com; connect-src https:; " +
        "form-action 'none'; frame-ancestors 'none'; base-uri 'none'; " +
        "require-trusted-types-for 'script'; trusted-types paste",
    });
  });

  test('the manifest keeps the extension out of private windows', () => {
    expect(manifest.incognito).toBe('not_allowed');
  });

  test('the manifest has an icon of every size', () => {
    const icons = manifest.icons as Record<string, string>;
    expect(Object.keys(icons)).toEqual(['16', '32', '48', '96', '128']);
    for (const [size, path] of Object.entries(icons)) {
      const png = readFileSync(join(UNPACKED[browser], path));
      // The image header, the first chunk of every PNG file, begins with width and height.
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([Number(size), Number(size)]);
    }
  });

  test('the manifest has the version of package.json', () => {
    expect(manifest.version).toBe(readJson('package.json').version);
    expect(manifest.manifest_version).toBe(3);
  });
});

test('the Chrome manifest names the minimum version and the schema of the policy', () => {
  const manifest = readManifest('chrome');
  expect(manifest.minimum_chrome_version).toBe('127');
  expect(manifest.storage).toEqual({ managed_schema: 'managed-schema.json' });
});

test('the Chrome manifest lets no other extension and no web page connect', () => {
  expect(readManifest('chrome').externally_connectable).toEqual({ ids: [] });
});

test('the Firefox manifest names the add-on id, minimum versions and collected data', () => {
  expect(readManifest('firefox').browser_specific_settings).toEqual({
    gecko: {
      id: GECKO_ID,
      strict_min_version: '140.0',
      data_collection_permissions: { required: ['authenticationInfo', 'personallyIdentifyingInfo'] },
    },
    gecko_android: { strict_min_version: '142.0' },
  });
});

test('the unpacked Chrome build differs from the store zip only in its key', () => {
  const build = readFolder(join(OUTPUT, 'chrome-mv3'));
  const zip = readFolder(UNPACKED.chrome);
  expect(readManifest('chrome')).not.toHaveProperty('key');
  expect(JSON.parse(String(build.get('manifest.json')))).toEqual({ ...readManifest('chrome'), key: CHROME_PUBLIC_KEY });
  build.delete('manifest.json');
  zip.delete('manifest.json');
  expect(zip).toEqual(build);
});
