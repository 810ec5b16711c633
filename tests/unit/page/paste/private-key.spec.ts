import { describe, expect, it } from 'vitest';
import { holdsKeyFile } from '../../../../lib/page/paste/recognise';

describe('a key file', () => {
  it.each([
    '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----',
    '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A\n\nMIIE',
    '-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl',
    '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "me"\nP2/5',
    '-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: 1\n\nlQ',
    'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: me',
    '{"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----\\nMIIE"}',
    '{"kty":"RSA","n":"x","d":"y"}',
    '  \n> -----BEGIN CERTIFICATE-----\nMIIE',
  ])('finds a key file in %j', (text) => {
    expect(holdsKeyFile(text)).toBe(true);
  });

  it.each(['', 'user=a\npassword=b', 'BEGIN private KEY', '{"kty":"RSA","n":"x"}'])('finds no key in %j', (text) => {
    expect(holdsKeyFile(text)).toBe(false);
  });
});
