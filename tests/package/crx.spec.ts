import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chromeId } from '../../lib/page/redirect-urls';
import { makePackage } from '../../tools/package/make';
import { ROOT, readManifest, zipPath } from './packages';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quick-connect-package-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const URL = 'https://intranet.example/quick & connect/';
const make = (changes: Partial<Parameters<typeof makePackage>[0]> = {}) =>
  makePackage({
    ...{ zip: zipPath('chrome'), key: join(folder, 'key.pem'), url: URL, to: join(folder, 'out'), root: ROOT },
    ...changes,
  });
const read = (name: string) => readFileSync(join(folder, 'out', name));

describe("a package signed with a company's key", () => {
  test('is the store zip with the address of its updates, signed as Chrome checks it', async () => {
    const { id, version, redirectUrl } = make();
    const crx = read(`quick-connect-for-zapier-${version}.crx`);
    expect(crx.subarray(0, 8)).toEqual(Buffer.from('Cr24\x03\0\0\0'));
    const end = 12 + crx.readUInt32LE(8);
    const [header, zip] = [crx.subarray(12, end), crx.subarray(end)];
    const publicKey = createPublicKey(createPrivateKey(readFileSync(join(folder, 'key.pem'))));
    const der = publicKey.export({ type: 'spki', format: 'der' });
    expect(await chromeId(der.toString('base64'))).toBe(id);
    expect(redirectUrl).toBe(`https://${id}.chromiumapp.org/`);
    // The header ends with the signed data, which is a field of 16 bytes; the signature is before it.
    const signedData = header.subarray(-18);
    const signature = header.subarray(-18 - 4 - 256, -18 - 4);
    const length = Buffer.from([signedData.length, 0, 0, 0]);
    const signed = Buffer.concat([Buffer.from('CRX3 SignedData\0'), length, signedData, zip]);
    expect(verify('sha256', signed, publicKey, signature)).toBe(true);

    const store = unzipSync(readFileSync(zipPath('chrome')));
    const { 'manifest.json': manifest = new Uint8Array(), ...files } = unzipSync(zip);
    delete store['manifest.json'];
    for (const path of Object.keys(store)) if (path.endsWith('/')) delete store[path];
    expect(Object.keys(files).sort()).toEqual(Object.keys(store).sort());
    for (const [path, content] of Object.entries(store))
      expect(Buffer.compare(files[path] ?? Buffer.of(), content)).toBe(0);
    expect(JSON.parse(strFromU8(manifest))).toEqual({
      ...readManifest('chrome'),
      update_url: 'https://intranet.example/quick%20&%20connect/updates.xml',
    });
  });

  test('comes with an update manifest and the policy that installs it', () => {
    const { id, version } = make();
    const updates = read('updates.xml').toString();
    const address = `https://intranet.example/quick%20&#38;%20connect/quick-connect-for-zapier-${version}.crx`;
    expect(updates).toContain(`<app appid='${id}'>`);
    expect(updates).toContain(`<updatecheck codebase='${address}' version='${version}' prodversionmin='127' />`);
    expect(JSON.parse(read('install-policy.json').toString())).toEqual({
      ExtensionInstallForcelist: [`${id};https://intranet.example/quick%20&%20connect/updates.xml`],
    });
  });

  test('is the same each time, with the key that was made the first time for its owner alone', () => {
    const first = make();
    const crx = read(first.files[0] ?? '');
    expect(first.isNewKey).toBe(true);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'key.pem')).mode & 0o777).toBe(0o600);
    expect(make()).toEqual({ ...first, isNewKey: false });
    expect(read(first.files[0] ?? '')).toEqual(crx);
  });

  test.each<[string, () => Parameters<typeof make>[0], RegExp]>([
    ['without https', () => ({ url: 'http://intranet.example/' }), /https address/],
    ['with an address that is none', () => ({ url: 'intranet' }), /https address/],
    [
      'with a key inside the project, which the sources zip would hold',
      () => ({ key: join(ROOT, 'key.pem') }),
      /must not be in/,
    ],
    [
      'with a key of another kind',
      () => {
        const { privateKey } = generateKeyPairSync('ed25519');
        writeFileSync(join(folder, 'other.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
        return { key: join(folder, 'other.pem') };
      },
      /RSA key/,
    ],
  ])('is not made %s', (_what, changes, message) => {
    expect(() => make(changes())).toThrow(message);
  });
});
