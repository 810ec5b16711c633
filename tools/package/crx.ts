import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';

/**
 * Signs a zip as a CRX of version 3, the form in which Chrome installs an extension: a header in Protocol Buffers, then the
 * zip as it is. See Chromium's components/crx_file/crx3.proto. Returns the extension's id, too, which follows from the key.
 */
export function signCrx(zip: Uint8Array, key: KeyObject): { crx: Buffer; id: string } {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const hash = createHash('sha256').update(publicKey).digest();
  const signedData = field(1, hash.subarray(0, 16));
  const signature = sign(
    'sha256',
    Buffer.concat([Buffer.from('CRX3 SignedData\0'), uint32(signedData.length), signedData, zip]),
    key,
  );
  const proof = Buffer.concat([field(1, publicKey), field(2, signature)]);
  const header = Buffer.concat([field(SHA256_WITH_RSA, proof), field(SIGNED_HEADER_DATA, signedData)]);
  const crx = Buffer.concat([Buffer.from('Cr24'), uint32(3), uint32(header.length), header, zip]);
  return { crx, id: extensionId(hash) };
}

/** Numbers of the header's fields. */
const SHA256_WITH_RSA = 2;
const SIGNED_HEADER_DATA = 10_000;

/** Returns the id of the key with this SHA-256: its first half, in the letters a to p. */
function extensionId(hash: Buffer): string {
  return hash
    .toString('hex')
    .slice(0, 32)
    .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Encodes bytes as a field of a Protocol Buffers message. */
function field(number: number, content: Uint8Array): Buffer {
  return Buffer.concat([varint(number * 8 + 2), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 0x7f) | 0x80);
  }
}
