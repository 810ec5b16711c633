import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig, type Wxt } from 'wxt';
import { CHROME_PUBLIC_KEY, GECKO_ID } from './lib/shared/extension-ids';
import { collectLicenses, LICENSES } from './tools/build/licenses';

const MINIMUM_CHROME = 127;
const MINIMUM_FIREFOX = 140;

const SHARED =
  /node_modules\/(?:preact|@preact|webextension-polyfill|@wxt-dev\/(?:i18n|storage|browser)|wxt|async-mutex|dequal|@webext)|lib\/shared\/(?:outside-text|quotes|looks-like-key)\.ts/;

/** Zapier's own image hosts only, so that an app's icon cannot contact another server. */
const IMAGE_HOSTS = 'https://zapier-images.imgix.net https://cdn.zapier.com';

/**
 * `connect-src` covers the background's requests too, in both browsers, and a company's token broker may be on any
 * https host. lib/background/http/http.ts restricts the hosts that are actually contacted.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  `img-src 'self' ${IMAGE_HOSTS}`,
  'connect-src https:',
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  // Pasted HTML and XML is parsed under this one, and never shown.
  'trusted-types paste',
].join('; ');

const licenses = collectLicenses(import.meta.dirname);

async function editManifest(wxt: Wxt, edit: (manifest: Record<string, unknown>) => void) {
  const path = resolve(wxt.config.outDir, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  edit(manifest);
  await writeFile(path, JSON.stringify(manifest));
}

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  targetBrowsers: ['chrome', 'firefox'],
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module'],
  vite: () => ({
    plugins: [preact(), licenses.plugin()],
    build: {
      // One chunk of what the popup and what it loads later share: several small ones compress worse.
      rolldownOptions: { output: { advancedChunks: { groups: [{ name: 'shared', test: SHARED }] } } },
      target: [`chrome${MINIMUM_CHROME}`, `firefox${MINIMUM_FIREFOX}`],
    },
  }),
  hooks: {
    // Written after all entries are built, when the included packages are known.
    'build:publicAssets'(_wxt, files) {
      files.push({ relativeDest: LICENSES, contents: licenses.text() });
    },
    // The Chrome Web Store rejects a package with `key`; the unpacked build needs it for a stable id.
    async 'zip:extension:start'(wxt) {
      if (wxt.config.browser === 'chrome') await editManifest(wxt, (manifest) => delete manifest.key);
    },
    async 'zip:extension:done'(wxt) {
      if (wxt.config.browser === 'chrome')
        await editManifest(wxt, (manifest) => {
          manifest.key = CHROME_PUBLIC_KEY;
        });
    },
  },
  zip: {
    name: 'quick-connect-for-zapier',
    // Installation must run no package's scripts for a reviewer either.
    includeSources: ['**/*', '.npmrc'],
    excludeSources: ['tests/**', 'examples/**', 'test-results/**', 'playwright-report/**', '**/*.log'],
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['identity', 'storage', 'alarms'],
    host_permissions: ['https://zapier.com/*', 'https://api.zapier.com/*'],
    content_security_policy: { extension_pages: CONTENT_SECURITY_POLICY },
    // Private windows would use the same storage, which outlives them; see DECISIONS.md.
    incognito: 'not_allowed',
    action: { default_title: '__MSG_extension_name__' },
    commands: { _execute_action: { suggested_key: { default: 'Alt+Shift+C' } } },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: GECKO_ID,
              strict_min_version: `${MINIMUM_FIREFOX}.0`,
              data_collection_permissions: { required: ['authenticationInfo', 'personallyIdentifyingInfo'] },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : {
          key: CHROME_PUBLIC_KEY,
          minimum_chrome_version: `${MINIMUM_CHROME}`,
          storage: { managed_schema: 'managed-schema.json' },
          // Without this, every other extension may connect. Firefox does not have this key, and no other extension can
          // connect there.
          externally_connectable: { ids: [] },
        }),
  }),
});
