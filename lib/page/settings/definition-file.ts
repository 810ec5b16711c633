import { failed, type Result, succeeded } from '../../shared/result';
import { MAX_IMPORT_LENGTH } from './import-definition';
import { readDirectory, type ZipEntry } from './zip-directory';
import { unpack } from './zipped';

/** Why a file gives no text to import. The codes are shown with the file's name. */
export type FileProblem =
  /** More than 10 MB, or 10 MB once it is unpacked. */
  | 'file-too-large'
  /** Not to be had from the disk, or a folder. */
  | 'file-unreadable'
  | 'file-empty'
  /** Neither text nor a zip. */
  | 'file-not-text'
  /** A zip that is cut off, damaged, encrypted or packed in another way than Zapier's command line does. */
  | 'file-damaged'
  /** A zip of something else, such as the `source.zip` that is written beside a `build.zip`. */
  | 'file-without-definition';

/** What every zip begins with, an empty one included. */
const ZIP = ['PK\x03\x04', 'PK\x05\x06'];

/**
 * Reads the text of a definition from a file: JSON, or a `build.zip` of Zapier's command line, of which nothing is
 * unpacked but its own `definition.json`.
 */
export async function readDefinitionFile(file: Blob): Promise<Result<string, FileProblem>> {
  try {
    const begins = String.fromCharCode(...(await bytesOf(file.slice(0, 4))));
    if (begins === '') return failed('file-empty');
    if (ZIP.includes(begins)) {
      const directory = await readDirectory(file);
      if (!directory.ok) return directory;
      const entry = definitionAmong(directory.value);
      if (!entry) return failed('file-without-definition');
      const unpacked = await unpack(file, entry, MAX_IMPORT_LENGTH);
      return unpacked.ok ? decode(await bytesOf(unpacked.value)) : unpacked;
    }
    if (file.size > MAX_IMPORT_LENGTH) return failed('file-too-large');
    return decode(await bytesOf(file));
  } catch {
    return failed('file-unreadable');
  }
}

/** Finds a build's own definition, which lies at the top, or in the one folder of a build that was zipped again. */
function definitionAmong(entries: ZipEntry[]): ZipEntry | undefined {
  // macOS adds a folder with what it knows of the files.
  const files = entries.filter(({ path }) => path !== '' && !path.startsWith('__MACOSX/'));
  const [folder] = /^[^/]+\//.exec(files[0]?.path ?? '') ?? [''];
  const top = files.every(({ path }) => path.startsWith(folder)) ? folder : '';
  // Of several with the same path, other programs take the last.
  return files.findLast(({ path }) => path === `${top}definition.json`);
}

const bytesOf = async (file: Blob): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await file.arrayBuffer());

/** Decodes text in UTF-8, or in the UTF-16 that PowerShell writes. */
function decode(bytes: Uint8Array<ArrayBuffer>): Result<string, 'file-not-text'> {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? failed('file-not-text') : succeeded(text);
  } catch {
    return failed('file-not-text');
  }
}
