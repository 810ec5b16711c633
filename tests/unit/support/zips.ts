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
