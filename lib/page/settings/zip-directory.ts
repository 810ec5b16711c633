import { failed, type Result, succeeded } from '../../shared/result';

/** A file in a zip, as the zip's directory lists it. The sizes and places that it tells are only claims. */
export interface ZipEntry {
  /** Path with slashes, without `./` at its beginning. */
  path: string;
  /** How it is packed: 0 as it is, 8 by Deflate; other numbers are rare. */
  method: number;
  /** CRC-32 of its content. */
  checksum: number;
  /** Length of its packed content, in bytes. */
  packed: number;
  /** Place of its own header, in bytes from the zip's beginning. */
  at: number;
}

/** Largest zip that is looked into, in bytes. Zapier takes 120 MB. */
const MAX_ZIP = 150_000_000;
/** Most files in it. A build for Zapier has some thousands. */
const MAX_FILES = 50_000;
/** Longest directory, in bytes: three times what so many files need. */
const MAX_DIRECTORY = 16_000_000;

/** Lengths of the fixed parts of a zip, in bytes. */
const END = 22;
const END_IN_64_BITS = 76;
const ENTRY = 46;
/** Longest end with the longest comment, in bytes. */
const LONGEST_END = END_IN_64_BITS + END + 65_535;
/** Stands where a number has more than 32 bits and is told elsewhere. */
const ELSEWHERE = 0xffffffff;

/**
 * Reads the directory at a zip's end, which alone tells what is in the zip: a zip may hold others, whose files look the
 * same as its own. Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function readDirectory(zip: Blob): Promise<Result<ZipEntry[], 'file-too-large' | 'file-damaged'>> {
  if (zip.size > MAX_ZIP) return failed('file-too-large');
  const from = Math.max(0, zip.size - LONGEST_END);
  const end = endIn(await viewOf(zip.slice(from)), from);
  if (!end) return failed('file-damaged');
  if (end.count > MAX_FILES || end.size > MAX_DIRECTORY) return failed('file-too-large');
  const directory = await viewOf(zip.slice(end.at, end.at + end.size));
  try {
    return succeeded(entriesIn(directory));
  } catch {
    return failed('file-damaged');
  }
}

/** Returns the bytes of a part of a file, to read numbers from. */
export const viewOf = async (part: Blob): Promise<DataView> => new DataView(await part.arrayBuffer());

/** Where a directory stands, and how much is in it. */
interface End {
  count: number;
  size: number;
  at: number;
}

/** Finds a zip's end: the last one that follows the directory it tells of. `from` is the place of `tail` in the zip. */
function endIn(tail: DataView, from: number): End | null {
  for (let last = tail.byteLength - END; last >= 0; last--) {
    if (tail.getUint32(last, true) !== 0x06054b50) continue;
    const large = last - END_IN_64_BITS;
    const isLarge = large >= 0 && tail.getUint32(large, true) === 0x06064b50;
    const size = isLarge ? number64(tail, large + 40) : tail.getUint32(last + 12, true);
    const at = isLarge ? number64(tail, large + 48) : tail.getUint32(last + 16, true);
    const count = isLarge ? number64(tail, large + 32) : tail.getUint16(last + 10, true);
    if (at + size === from + (isLarge ? large : last)) return { count, size, at };
  }
  return null;
}

/** Reads the entries of a directory. Throws if it is damaged. */
function entriesIn(directory: DataView): ZipEntry[] {
  const entries: ZipEntry[] = [];
  const text = new TextDecoder();
  for (let at = 0; at < directory.byteLength; ) {
    if (directory.getUint32(at, true) !== 0x02014b50 || entries.length === MAX_FILES) throw new RangeError();
    const pathEnd = at + ENTRY + directory.getUint16(at + 28, true);
    const extraEnd = pathEnd + directory.getUint16(at + 30, true);
    const path = text.decode(new Uint8Array(directory.buffer, at + ENTRY, pathEnd - at - ENTRY));
    const [, packed = 0, place = 0] = numbersIn(directory, [at + 24, at + 20, at + 42], pathEnd, extraEnd);
    entries.push({
      path: path.replaceAll('\\', '/').replace(/^\.\//, ''),
      method: directory.getUint16(at + 10, true),
      checksum: directory.getUint32(at + 16, true),
      packed,
      at: place,
    });
    at = extraEnd + directory.getUint16(at + 32, true);
  }
  return entries;
}

/** Reads an entry's numbers. Those that need 64 bits follow each other in a block of the entry's additions. */
function numbersIn(directory: DataView, places: number[], additions: number, end: number): number[] {
  let at = additions;
  while (at < end && directory.getUint16(at, true) !== 1) at += 4 + directory.getUint16(at + 2, true);
  at += 4;
  return places.map((place) => {
    const number = directory.getUint32(place, true);
    if (number !== ELSEWHERE) return number;
    at += 8;
    return number64(directory, at - 8);
  });
}

const number64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));
