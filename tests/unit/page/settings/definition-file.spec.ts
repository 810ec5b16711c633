import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type FileProblem, readDefinitionFile } from '../../../../lib/page/settings/definition-file';
import { importDefinition } from '../../../../lib/page/settings/import-definition';
import { plainZip, streamedZip, zip64, zipBomb } from '../../support/zips';

/** A whole app of several megabytes, most of them triggers. */
const LARGE_APP = JSON.stringify({
  version: '1.0.0',
  platformVersion: '19.1.0',
  triggers: Object.fromEntries(
    Array.from({ length: 6_000 }, (_, at) => [`t${at}`, { key: `t${at}`, sample: { text: 'x'.repeat(700) } }]),
  ),
  authentication: { type: 'custom', test: '$func$2$f$', fields: [{ key: 'api_key', label: 'API key' }] },
});

const SMALL_APP = '{"authentication":{"type":"basic"}}';

/** What else lies in a build: much that is small and one thing that is large. */
const REST = {
  'zapierwrapper.js': 'module.exports = {};',
  'node_modules/other/definition.json': '{"authentication":{"type":"digest"}}',
  'node_modules/large.js': randomBytes(3_000_000),
  'package.json': '{"name":"app"}',
};

/** A dependency that is a zip, with a definition of its own at either end. */
const NESTED = plainZip(
  { 'definition.json': '{"authentication":{"type":"session"}}', 'a.bin': randomBytes(9_000) },
  { level: 0 },
);
const AROUND = { 'node_modules/a.zip': NESTED, 'definition.json': SMALL_APP, 'node_modules/z.docx': NESTED };

/** Names of two files of the same length, of which the second is then given the first's name. */
const TWICE = new Uint8Array(
  Buffer.from(
    Buffer.from(plainZip({ 'definition.json': '{"authentication":{"type":"session"}}', 'definition.jsoX': SMALL_APP }))
      .toString('latin1')
      .replaceAll('jsoX', 'json'),
    'latin1',
  ),
);

/** Gives a zip a comment that looks like the end of an empty zip. */
function withComment(zip: Uint8Array): Uint8Array {
  const comment = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);
  const whole = Buffer.concat([zip, comment]);
  whole.writeUInt16LE(comment.length, zip.length - 2);
  return new Uint8Array(whole);
}

const read = (content: string | Uint8Array) => readDefinitionFile(new File([content as BlobPart], 'a'));

describe('a file with a definition', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['text', SMALL_APP, SMALL_APP],
    ['several megabytes of text', LARGE_APP, LARGE_APP],
    ['text with the mark of its encoding', `\uFEFF${SMALL_APP}`, SMALL_APP],
    ['text in the UTF-16 of PowerShell', new Uint8Array(Buffer.from(`\uFEFF${SMALL_APP}`, 'utf16le')), SMALL_APP],
    ['a build with sizes after the files', streamedZip({ ...REST, 'definition.json': LARGE_APP }), LARGE_APP],
    ['a build with sizes before the files', plainZip({ ...REST, 'definition.json': LARGE_APP }), LARGE_APP],
    ['a build that begins with it', streamedZip({ 'definition.json': SMALL_APP, ...REST }), SMALL_APP],
    ['a zip that compresses nothing', plainZip({ ...REST, 'definition.json': SMALL_APP }, { level: 0 }), SMALL_APP],
    ['a streamed zip that compresses nothing', streamedZip({ 'definition.json': SMALL_APP }, { level: 0 }), SMALL_APP],
    ['a streamed zip with other zips in it', streamedZip(AROUND, { level: 0 }), SMALL_APP],
    ['a streamed zip with other zips in it, compressed', streamedZip(AROUND), SMALL_APP],
    ['a zip with other zips in it', plainZip(AROUND, { level: 0 }), SMALL_APP],
    ['a zip with two of that name, the last as other programs do', TWICE, SMALL_APP],
    ['a zip with sizes in 64 bits', zip64('definition.json', SMALL_APP), SMALL_APP],
    ['a folder that was zipped', plainZip({ 'build/index.js': '', 'build/definition.json': SMALL_APP }), SMALL_APP],
    [
      'a folder that macOS zipped, with its own files beside it',
      streamedZip({
        'build (1)/': '',
        'build (1)/definition.json': SMALL_APP,
        '__MACOSX/build (1)/._definition.json': 'x',
      }),
      SMALL_APP,
    ],
    [
      'a folder that PowerShell zipped',
      plainZip({ 'build\\index.js': '', 'build\\definition.json': SMALL_APP }),
      SMALL_APP,
    ],
    [
      'a zip whose paths begin with a dot',
      plainZip({ './': '', './definition.json': SMALL_APP, './a/b': '' }),
      SMALL_APP,
    ],
    [
      'a zip with a comment that looks like its end',
      withComment(plainZip({ 'definition.json': SMALL_APP })),
      SMALL_APP,
    ],
  ])('is read from %s', async (_what, content, expected) => {
    expect(await read(content)).toEqual({ ok: true, value: expected });
    expect(importDefinition(expected)).toMatchObject({ ok: true });
  });
});

describe('a file without a definition', () => {
  const whole = streamedZip({ ...REST, 'definition.json': SMALL_APP });
  const image = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  /** Overwrites the packed content of a zip's first file. */
  const damaged = plainZip({ 'definition.json': LARGE_APP });
  damaged.fill(0xff, 60, 200);
  /** Changes one letter of a zip's content, or one byte counted from its end. */
  const changed = (zip: Uint8Array, at: number) => zip.with(at < 0 ? zip.length + at : at, 0x41);
  const stored = plainZip({ 'definition.json': SMALL_APP }, { level: 0 });
  const letter = Buffer.from(stored).indexOf('basic');

  it.each<[string, string | Uint8Array, FileProblem]>([
    ['without content', '', 'file-empty'],
    ['that is an image', image, 'file-not-text'],
    ['that is bytes of any kind', randomBytes(2_000), 'file-not-text'],
    ['of 10 MB and one byte', ' '.repeat(10_000_001), 'file-too-large'],
    ['that is a zip cut off in its middle', whole.slice(0, whole.length / 2), 'file-damaged'],
    ['that is a zip cut off before its end', whole.slice(0, -22), 'file-damaged'],
    ['that is a zip of four bytes', whole.slice(0, 4), 'file-damaged'],
    ['that is a zip with other bytes inside', damaged, 'file-damaged'],
    ['that is a zip with one other letter', changed(stored, letter), 'file-damaged'],
    ['that is a zip with another checksum', changed(stored, -22 - 61 + 16), 'file-damaged'],
    ['that is a zip with another place of its file', changed(stored, -22 - 61 + 42), 'file-damaged'],
    ['that is a zip with a file longer than itself', changed(stored, -22 - 61 + 22), 'file-damaged'],
    ['that is a zip compressed in an unknown way', changed(stored, -22 - 61 + 10), 'file-damaged'],
    ['that is a zip with a list cut off', changed(stored, -22 - 61 + 28), 'file-damaged'],
    ['that is a zip with a list that is none', changed(stored, -22 - 61), 'file-damaged'],
    ['that is a zip cut off after a zip in it', streamedZip(AROUND, { level: 0 }).slice(0, -200), 'file-damaged'],
    ['that is a bomb of 50 MB', zipBomb('definition.json', 50), 'file-too-large'],
    [
      'that is the source instead of the build',
      plainZip({ 'index.js': '', 'package.json': '{}' }),
      'file-without-definition',
    ],
    ['that is an empty zip', plainZip({}), 'file-without-definition'],
    [
      'with a definition in one of several folders only',
      plainZip({ 'a/definition.json': SMALL_APP, 'b/index.js': '' }),
      'file-without-definition',
    ],
    [
      'with a definition in a zip in it only',
      streamedZip({ 'a.zip': NESTED, 'index.js': '' }, { level: 0 }),
      'file-without-definition',
    ],
    ['that holds an image by that name', plainZip({ 'definition.json': image }), 'file-not-text'],
  ])('%s is refused', async (_what, content, problem) => {
    expect(await read(content)).toEqual({ ok: false, failure: problem });
  });

  it('that has gone from the disk is refused', async () => {
    const gone = new File([SMALL_APP], 'a');
    gone.slice = () => {
      throw new DOMException('gone', 'NotFoundError');
    };
    expect(await readDefinitionFile(gone)).toEqual({ ok: false, failure: 'file-unreadable' });
  });

  it('never unpacks what it is not looking for, however much that would be', async () => {
    const bombs = Object.fromEntries(['a.js', 'b.js', 'c.js'].map((name) => [name, new Uint8Array(40_000_000)]));
    const zip = plainZip({ ...bombs, 'definition.json': SMALL_APP });
    const started = performance.now();
    expect(await read(zip)).toMatchObject({ ok: true });
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('does not go through more files than any build has', async () => {
    const names = Array.from({ length: 50_001 }, (_, at) => [`${at}`, '']);
    expect(await read(plainZip(Object.fromEntries(names)))).toEqual({ ok: false, failure: 'file-too-large' });
  });
});
