import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { signCrx } from './crx';

/** What a company gives for its package. */
export interface Wanted {
  /** The store zip for Chrome. */
  zip: string;
  /** The private key in PEM; made if it does not exist. */
  key: string;
  /** The https address of the folder from which browsers get package and update manifest. */
  url: string;
  /** Folder for the results. */
  to: string;
  /** The project's folder, in which no key may lie: everything there goes into the sources zip. */
  root: string;
}

/** What was made. */
export interface Made {
  id: string;
  version: string;
  /** True if the key was made, too. */
  isNewKey: boolean;
  redirectUrl: string;
  /** Names of the files in the folder. */
  files: string[];
}

/** Minimum length of a company's RSA key in bits. */
const KEY_BITS = 2048;

/** Time of each file in the package, so that the same sources always give the same package. */
const MTIME = '1980-01-01T00:00:00';

/** Makes a signed package, its update manifest and the policy that installs it. Throws an error that says what is wrong. */
export function makePackage({ zip, key: keyPath, url, to, root }: Wanted): Made {
  const folder = folderUrl(url);
  const inRoot = `${resolve(root)}${sep}`;
  if (`${resolve(keyPath)}${sep}`.startsWith(inRoot))
    throw new Error(`The key must not be in ${inRoot}, whose files go into the sources zip.`);
  const files = unzipSync(readFileSync(zip));
  const manifest: Record<string, unknown> = JSON.parse(strFromU8(files['manifest.json'] ?? strToU8('{}')));
  const version = String(manifest.version);
  const crxName = `quick-connect-for-zapier-${version}.crx`;
  // Without it, Chrome would install the package once and never update it.
  const signed = { ...manifest, update_url: `${folder}${UPDATES}` };
  const content = zipSync({ ...files, 'manifest.json': strToU8(JSON.stringify(signed)) }, { mtime: MTIME });

  const isNewKey = !existsSync(keyPath);
  if (isNewKey) makeKey(keyPath);
  const { crx, id } = signCrx(content, readKey(keyPath));
  const results: Record<string, string | Uint8Array> = {
    [crxName]: crx,
    [UPDATES]: updateManifest(id, version, `${folder}${crxName}`, String(manifest.minimum_chrome_version)),
    [POLICY]: `${JSON.stringify({ ExtensionInstallForcelist: [`${id};${folder}${UPDATES}`] }, null, 2)}\n`,
  };
  mkdirSync(to, { recursive: true });
  for (const [name, text] of Object.entries(results)) writeFileSync(join(to, name), text);
  return { id, version, isNewKey, redirectUrl: `https://${id}.chromiumapp.org/`, files: Object.keys(results) };
}

const UPDATES = 'updates.xml';
const POLICY = 'install-policy.json';

function folderUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isLocal = url?.protocol === 'http:' && url.hostname === '127.0.0.1';
  if (!url || (url.protocol !== 'https:' && !isLocal) || url.search || url.hash)
    throw new Error('--url has to be the https address of a folder, such as https://intranet.example/quick-connect/.');
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

function makeKey(path: string): void {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: KEY_BITS });
  // Fails where a file has appeared meanwhile, and nobody else may read it.
  writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
}

function readKey(path: string) {
  const key = createPrivateKey(readFileSync(path));
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa' || bits < KEY_BITS)
    throw new Error(`${path} has to be an RSA key of ${KEY_BITS} bits or more.`);
  return key;
}

/** Returns an update manifest, which tells Chrome the newest version and where it is. */
function updateManifest(id: string, version: string, codebase: string, minimum: string): string {
  const attribute = (text: string) => text.replace(/[&<>']/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<?xml version='1.0' encoding='UTF-8'?>
<gupdate xmlns='http://www.google.com/update2/response' protocol='2.0'>
  <app appid='${id}'>
    <updatecheck codebase='${attribute(codebase)}' version='${version}' prodversionmin='${minimum}' />
  </app>
</gupdate>
`;
}
