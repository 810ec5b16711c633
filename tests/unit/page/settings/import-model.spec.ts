import { computed, signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { ImportModel } from '../../../../lib/page/settings/import-model';
import { streamedZip, zipBomb } from '../../support/zips';

const APP = '3f0c1a52-8f5e-4b7c-9a55-0d6f2f1f8a11';
const CUSTOM = '{"type":"custom","fields":[{"key":"api_key"}],"test":{"source":"return 1"}}';

function open(before = '') {
  const apps = signal(before);
  const isSaved = signal(false);
  const edit = (text: string) => {
    apps.value = text;
  };
  const model = new ImportModel({ value: computed(() => apps.value), edit }, isSaved);
  const type = (text: string, app = APP, title = 'Acme') => {
    model.edit('app', app);
    model.edit('title', title);
    model.edit('text', text);
  };
  return { apps, isSaved, model, type };
}

describe('an imported app', () => {
  it('adds the authentication under its app and title, without code', () => {
    const { apps, model, type } = open();
    type(CUSTOM, ` ${APP.toUpperCase()} `, ' Acme ');
    model.add();
    expect(JSON.parse(apps.value)).toEqual([
      { app: APP, title: 'Acme', authentication: { type: 'custom', fields: [{ key: 'api_key' }] } },
    ]);
    expect(model.imported.value).toEqual({
      title: 'Acme',
      fields: 1,
      isReplacement: false,
      needsZapierPage: false,
      ignoredCode: ['test'],
    });
    expect(model.input.value).toEqual({ app: '', title: '', text: '' });
  });

  it('adds an app after the others, which stay as their author wrote them', () => {
    const other = {
      app: 'b1b6d1c6-2f1e-4f0a-8d5f-6a3c5e7f9b22',
      title: 'B',
      note: 1,
      authentication: { type: 'basic' },
    };
    const { apps, model, type } = open(JSON.stringify(other));
    type(CUSTOM);
    model.add();
    expect(JSON.parse(apps.value)).toMatchObject([other, { app: APP }]);
  });

  it('replaces an app that is already there', () => {
    const { apps, model, type } = open();
    type(CUSTOM);
    model.add();
    type('{"authentication":{"type":"oauth2"}}', APP, 'Acme 2');
    model.add();
    expect(JSON.parse(apps.value)).toMatchObject([{ title: 'Acme 2', authentication: { type: 'oauth2' } }]);
    expect(model.imported.value).toMatchObject({ isReplacement: true, needsZapierPage: true });
  });
});

it("keeps its author's other settings when an app is imported again", () => {
  const before = {
    ...{ app: APP, title: 'Acme', authentication: { type: 'basic', fields: [] } },
    ...{ nameTemplate: '{customer} – CRM', pinned: true, note: 1 },
  };
  const { apps, model, type } = open(JSON.stringify([before]));
  type(CUSTOM, APP, 'Acme 2');
  model.add();
  expect(JSON.parse(apps.value)).toEqual([
    { ...before, title: 'Acme 2', authentication: { type: 'custom', fields: [{ key: 'api_key' }] } },
  ]);
});

describe('Undo of an import', () => {
  it('restores the setting and what was typed', () => {
    const { apps, model, type } = open('[]');
    type(CUSTOM);
    model.add();
    model.undo();
    expect(apps.value).toBe('[]');
    expect(model.input.value).toEqual({ app: APP, title: 'Acme', text: CUSTOM });
    expect(model.imported.value).toBeNull();
    expect(model.wasUndone.value).toBe(true);
  });

  it('offers no Undo once the setting was edited or saved', () => {
    const { apps, isSaved, model, type } = open();
    type(CUSTOM);
    model.add();
    const added = apps.value;
    apps.value += ' ';
    expect(model.imported.value).toBeNull();
    apps.value = added;
    isSaved.value = true;
    model.undo();
    expect(apps.value).toBe(added);
  });
});

describe('a refused import', () => {
  it('reports every problem at its field, and adds nothing', () => {
    const { apps, model, type } = open();
    model.add();
    expect(model.failures.value).toEqual([
      { field: 'app', code: 'missing' },
      { field: 'title', code: 'missing' },
      { field: 'text', code: 'missing' },
    ]);
    type('{"type":"custom","fields":[{}]}', 'acme');
    model.add();
    expect(model.failures.value).toEqual([
      { field: 'app', code: 'not-a-uuid' },
      { field: 'text', code: 'refused', path: 'fields[0].key', reason: 'missing' },
    ]);
    expect(apps.value).toBe('');
    model.edit('app', APP);
    expect(model.failures.value).toHaveLength(1);
  });

  it('refuses any import while the setting itself is broken', () => {
    const { model, type } = open('[{');
    type(CUSTOM);
    model.add();
    expect(model.failures.value).toEqual([{ field: 'text', code: 'apps-broken' }]);
  });
});

it('refuses an import that Apps has no room for', () => {
  const list = Array.from({ length: 200 }, (_, at) => ({
    app: `3f0c1a52-8f5e-4b7c-9a55-${String(at).padStart(12, '0')}`,
    title: 'A',
    authentication: { type: 'basic' },
  }));
  const { apps, model, type } = open(JSON.stringify(list));
  type(CUSTOM);
  model.add();
  expect(model.failures.value).toEqual([{ field: 'text', code: 'apps-full' }]);
  expect(JSON.parse(apps.value)).toEqual(list);
});

it('adds to a setting that begins with the mark of its encoding', () => {
  const { apps, model, type } = open('\uFEFF[]');
  type(CUSTOM);
  model.add();
  expect(JSON.parse(apps.value)).toMatchObject([{ app: APP }]);
});

describe('a file to import', () => {
  const file = (content: BlobPart, name = 'app.json') => new File([content], name);

  it('shows its authentication alone, as its author wrote it, and what it is', async () => {
    const { model } = open();
    const authentication = JSON.parse(CUSTOM);
    await model.readFiles([file(JSON.stringify({ triggers: {}, authentication }))]);
    expect(model.input.value.text).toBe(JSON.stringify(authentication, null, 2));
    expect(model.taken.value).toEqual({ name: 'app.json', type: 'custom', fields: 1 });
    model.edit('text', '{}');
    expect(model.taken.value).toBeNull();
  });

  it('is read from the build that the command line writes', async () => {
    const { model } = open();
    const build = streamedZip({ 'index.js': '', 'definition.json': `{"authentication":${CUSTOM}}` });
    await model.readFiles([file(build as BlobPart, 'build.zip')]);
    expect(model.taken.value).toEqual({ name: 'build.zip', type: 'custom', fields: 1 });
    expect(model.reading.value).toBeNull();
  });

  it.each<[string, File[], object]>([
    ['is too large', [file(' '.repeat(10_000_001))], { code: 'file-too-large', name: 'app.json' }],
    ['holds a fault', [file('{"type":"none"}')], { code: 'refused', name: 'app.json', path: 'type' }],
    [
      'is a bomb',
      [file(zipBomb('definition.json', 12) as BlobPart, 'a.zip')],
      { code: 'file-too-large', name: 'a.zip' },
    ],
    ['is one of two', [file(CUSTOM), file(CUSTOM)], { code: 'several-files' }],
  ])('that %s is refused at its place, and what was typed stays', async (_what, files, failure) => {
    const { apps, model, type } = open('[]');
    type(CUSTOM);
    await model.readFiles(files);
    expect(model.failures.value).toMatchObject([{ field: 'file', ...failure }]);
    expect(model.input.value).toEqual({ app: APP, title: 'Acme', text: CUSTOM });
    expect(apps.value).toBe('[]');
    model.add();
    expect(model.imported.value).toMatchObject({ title: 'Acme' });
  });

  it('that is refused takes the place of an earlier one, which can no longer be added', async () => {
    const { model } = open();
    await model.readFiles([file(CUSTOM, 'build.zip')]);
    await model.readFiles([file('{', 'build.zip')]);
    expect(model.taken.value).toBeNull();
    expect(model.input.value.text).toBe('');
    expect(model.failures.value).toMatchObject([{ field: 'file', name: 'build.zip' }]);
  });

  it('that is refused leaves what was changed by hand since an earlier one', async () => {
    const { model } = open();
    await model.readFiles([file(CUSTOM)]);
    model.edit('text', '{"type":"digest"}');
    await model.readFiles([file('{')]);
    expect(model.input.value.text).toBe('{"type":"digest"}');
  });

  it.each<[string, object, number]>([
    ["a scheme's own fields beside those of its definition", { type: 'basic', fields: [{ key: 'base_url' }] }, 3],
    ["a scheme's own fields alone", { type: 'digest' }, 2],
    ["a scheme's own field that is defined once", { type: 'basic', fields: [{ key: 'username' }] }, 2],
    [
      'neither what Zapier computes nor what is just read',
      { type: 'custom', fields: [{ key: 'a' }, { key: 'b', computed: true }, { key: 'c', type: 'copy' }] },
      1,
    ],
    ["none where Zapier's own page asks for them", { type: 'oauth2', fields: [{ key: 'subdomain' }] }, 0],
    ['the fields of a group', { type: 'custom', fields: [{ key: 'a', children: [{ key: 'b' }, { key: 'c' }] }] }, 2],
  ])('is told, and added, with as many fields as its form has: %s', async (_what, authentication, fields) => {
    const { model } = open();
    await model.readFiles([file(JSON.stringify(authentication))]);
    expect(model.taken.value).toMatchObject({ fields });
    model.edit('app', APP);
    model.edit('title', 'Acme');
    model.add();
    expect(model.imported.value).toMatchObject({ fields });
  });

  it('gives way to one that is chosen after it', async () => {
    const { model } = open();
    const slow = file(streamedZip({ 'definition.json': '{"type":"basic"}' }) as BlobPart, 'first.zip');
    const first = model.readFiles([slow]);
    const second = model.readFiles([file('{"type":"digest"}', 'second.json')]);
    expect(model.reading.value).toBe('second.json');
    await Promise.all([first, second]);
    expect(model.taken.value).toMatchObject({ name: 'second.json', type: 'digest' });
  });

  it('changes nothing when none was chosen', async () => {
    const { model, type } = open();
    type(CUSTOM);
    await model.readFiles([]);
    expect(model.input.value.text).toBe(CUSTOM);
    expect(model.failures.value).toEqual([]);
  });
});
