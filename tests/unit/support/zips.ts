/** Zips as Zapier's command line writes them, and such as it does not. */
import { strToU8, Zip, ZipDeflate, ZipPassThrough, type Zippable, zipSync } from 'fflate';

/** A file's content: text, or bytes. */
type Content = string | Uint8Array;

const bytesOf = (content: Content) => (typeof content === 'string' ? strToU8(content) : content);

/** Makes a zip whose entries say their sizes first, as most programs do. */
export function plainZip(files: Record<string, Content>, options: { level?: 0 | 6 } = {}): Uint8Array {
  const entries = Object.entries(files).map(([name, content]) => [name, bytesOf(content)] as const);
  return zipSync(Object.fromEntries(entries) satisfies Zippable, { level: 6, ...options });
}

/** Makes a zip whose entries say their sizes last, as Zapier's command line does. */
export function streamedZip(files: Record<string, Content>, { level = 6 }: { level?: 0 | 6 } = {}): Uint8Array {
  const parts: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    parts.push(data);
  });
  for (const [name, content] of Object.entries(files)) {
    const entry = level === 0 ? new ZipPassThrough(name) : new ZipDeflate(name, { level });
    zip.add(entry);
    entry.push(bytesOf(content), true);
  }
  zip.end();
  return new Uint8Array(Buffer.concat(parts));
}

/** Makes a zip whose one file is that many megabytes of blanks once it is unpacked. */
export function zipBomb(name: string, megabytes: number): Uint8Array {
  return plainZip({ [name]: new Uint8Array(megabytes * 1_000_000).fill(0x20) });
}

/** Makes a zip of one file that writes its sizes and places in 64 bits, as a program may that does not know them before. */
export function zip64(name: string, content: Content): Uint8Array {
  const zip = Buffer.from(plainZip({ [name]: content }));
  const end = zip.length - 22;
  const from = zip.readUInt32LE(end + 16);
  const entry = Buffer.from(zip.subarray(from, end));
  const extra = Buffer.alloc(28);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(24, 2);
  for (const [index, at] of [24, 20, 42].entries()) {
    extra.writeBigUInt64LE(BigInt(entry.readUInt32LE(at)), 4 + 8 * index);
    entry.writeUInt32LE(0xffffffff, at);
  }
  entry.writeUInt16LE(extra.length, 30);
  const directory = [entry, extra];
  const size = entry.length + extra.length;
  const large = Buffer.alloc(76);
  large.write('PK\x06\x06', 'latin1');
  large.writeBigUInt64LE(44n, 4);
  for (const [index, value] of [1, 1, size, from].entries()) large.writeBigUInt64LE(BigInt(value), 24 + 8 * index);
  large.write('PK\x06\x07', 56, 'latin1');
  large.writeBigUInt64LE(BigInt(from + size), 64);
  large.writeUInt32LE(1, 72);
  const last = Buffer.alloc(22, 0xff);
  last.write('PK\x05\x06\0\0\0\0', 'latin1');
  last.writeUInt16LE(0, 20);
  return new Uint8Array(Buffer.concat([zip.subarray(0, from), ...directory, large, last]));
}
