import { failed, type Result, succeeded } from '../../shared/result';
import { viewOf, type ZipEntry } from './zip-directory';

/** What is read at a time, in bytes. */
const READ_STEP = 1_048_576;
/** What is unpacked at a time, in bytes. Deflate makes a thousand times as much of it at most. */
const UNPACK_STEP = 16_384;
/** Length of a file's header before its path, in bytes. */
const HEADER = 30;

/**
 * Unpacks one file of a zip, piece by piece, until it has more than `limit` bytes: what a zip says of its own sizes
 * counts for nothing. What comes out has the checksum that the zip tells.
 */
export async function unpack(
  zip: Blob,
  { method, checksum, packed, at }: ZipEntry,
  limit: number,
): Promise<Result<Blob, 'file-too-large' | 'file-damaged'>> {
  const header = await viewOf(zip.slice(at, at + HEADER));
  const isHeader = header.byteLength === HEADER && header.getUint32(0, true) === 0x04034b50;
  if (!isHeader || (method !== 0 && method !== 8)) return failed('file-damaged');
  const from = at + HEADER + header.getUint16(26, true) + header.getUint16(28, true);

  const parts: BlobPart[] = [];
  let size = 0;
  let rest = ~0;
  const take = (data: Uint8Array<ArrayBuffer>) => {
    size += data.length;
    if (size > limit) return;
    parts.push(data);
    rest = addToChecksum(rest, data);
  };
  const { Inflate } = await import('fflate');
  const inflate = new Inflate(take as (data: Uint8Array) => void);
  for await (const { piece, isLast } of piecesOf(zip.slice(from, from + packed))) {
    try {
      if (method === 0) take(piece);
      else inflate.push(piece, isLast);
    } catch {
      return failed('file-damaged');
    }
    if (size > limit) return failed('file-too-large');
  }
  return ~rest >>> 0 === checksum ? succeeded(new Blob(parts)) : failed('file-damaged');
}

async function* piecesOf(part: Blob): AsyncGenerator<{ piece: Uint8Array<ArrayBuffer>; isLast: boolean }> {
  for (let at = 0; at < part.size; at += READ_STEP) {
    const read = new Uint8Array(await part.slice(at, at + READ_STEP).arrayBuffer());
    for (let from = 0; from < read.length; from += UNPACK_STEP)
      yield { piece: read.subarray(from, from + UNPACK_STEP), isLast: at + from + UNPACK_STEP >= part.size };
  }
}

/** CRC-32 of each byte. */
const OF_BYTES = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** Carries a CRC-32 on over more bytes. It begins as `~0`, and is inverted at its end. */
function addToChecksum(rest: number, data: Uint8Array): number {
  let sum = rest;
  for (const byte of data) sum = (sum >>> 8) ^ (OF_BYTES[(sum ^ byte) & 0xff] as number);
  return sum;
}
