import type { UnzipDecoder } from 'fflate';
import { failed, type Result, succeeded } from '../../shared/result';

/** Why a file cannot be taken out of a zip. */
type ZipProblem = 'file-too-large' | 'file-damaged' | 'file-without-definition';

/** Largest zip that is looked through, in bytes. Zapier takes 120 MB. */
const MAX_ZIP = 150_000_000;
/** Most files in it. A build for Zapier has some thousands. */
const MAX_FILES = 50_000;
/** What is read at a time, in bytes. */
const READ_STEP = 1_048_576;
/** What is unpacked at a time, in bytes. Deflate makes a thousand times as much of it at most. */
const UNPACK_STEP = 16_384;
/** Length of the end of a zip with the longest comment, in bytes. */
const LONGEST_END = 65_557;

/**
 * Unpacks one file of a zip, whose path is exact. The zip is read piece by piece, nothing else of it is unpacked, and
 * it ends once the file has more than `limit` bytes: what a zip says of its own sizes counts for nothing.
 */
export async function readZipped(zip: Blob, path: string, limit: number): Promise<Result<Blob, ZipProblem>> {
  if (zip.size > MAX_ZIP) return failed('file-too-large');
  if (!(await hasEnd(zip))) return failed('file-damaged');
  const { Unzip, UnzipInflate } = await import('fflate');

  const parts: BlobPart[] = [];
  let size = 0;
  let files = 0;
  let outcome = null as 'whole' | ZipProblem | null;

  const unzip = new Unzip((file) => {
    files++;
    if (files > MAX_FILES) outcome ??= 'file-too-large';
    const isWanted = file.name === path && outcome === null;
    file.ondata = (error, data, isLast) => {
      if (!isWanted) return;
      if (error) outcome ??= 'file-damaged';
      if (outcome !== null) return;
      size += data.length;
      parts.push(data);
      if (size > limit) outcome = 'file-too-large';
      else if (isLast) outcome = 'whole';
    };
    if (isWanted || file.compression === OnlyWanted.compression) file.start();
  });

  /** Unpacks the wanted file, and drops what is read of any other. */
  class OnlyWanted implements UnzipDecoder {
    static compression = UnzipInflate.compression;
    ondata: UnzipDecoder['ondata'] = () => {};
    #inflate: UnzipDecoder | null;

    constructor(name: string) {
      this.#inflate = name === path ? new UnzipInflate() : null;
    }

    push(chunk: Uint8Array, isLast: boolean): void {
      if (!this.#inflate) return;
      this.#inflate.ondata = this.ondata;
      this.#inflate.push(chunk, isLast);
    }
  }
  unzip.register(OnlyWanted);

  try {
    for await (const { piece, isLast } of piecesOf(zip)) {
      unzip.push(piece, isLast);
      if (outcome !== null) break;
    }
  } catch {
    outcome ??= 'file-damaged';
  }
  if (outcome === 'whole') return succeeded(new Blob(parts));
  return failed(outcome ?? 'file-without-definition');
}

async function* piecesOf(zip: Blob): AsyncGenerator<{ piece: Uint8Array; isLast: boolean }> {
  for (let at = 0; at < zip.size; at += READ_STEP) {
    const read = new Uint8Array(await zip.slice(at, at + READ_STEP).arrayBuffer());
    for (let from = 0; from < read.length; from += UNPACK_STEP)
      yield { piece: read.subarray(from, from + UNPACK_STEP), isLast: at + from + UNPACK_STEP >= zip.size };
  }
}

/** True if a zip has its end, which one that is cut off lacks. */
async function hasEnd(zip: Blob): Promise<boolean> {
  const bytes = new Uint8Array(await zip.slice(-LONGEST_END).arrayBuffer());
  return new TextDecoder('latin1').decode(bytes).includes('PK\x05\x06');
}
