import { computed, signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { ImportModel } from '../../../../lib/page/settings/import-model';

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

describe('a file to import', () => {
  const file = (size: number, text: () => Promise<string>) => ({ name: 'app.json', size, text });

  it('reads a file into the text', async () => {
    const { model } = open();
    await model.readFile(file(9, async () => CUSTOM));
    expect(model.input.value.text).toBe(CUSTOM);
  });

  it('refuses a file that is too large without reading it', async () => {
    const { model } = open();
    await model.readFile(file(5_000_000, () => Promise.reject(new Error('It was read.'))));
    expect(model.failures.value).toEqual([{ field: 'text', code: 'file-too-large', name: 'app.json' }]);
  });

  it('reports a file that cannot be read', async () => {
    const { model } = open();
    await model.readFile(file(9, () => Promise.reject(new Error('gone'))));
    expect(model.failures.value).toEqual([{ field: 'text', code: 'file-unreadable', name: 'app.json' }]);
  });
});
