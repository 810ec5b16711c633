import { computed, signal } from '@preact/signals';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppsModel } from '../../../../lib/page/settings/apps-model';
import type { SettingsFailure } from '../../../../lib/shared/config';
import { parseDefinitions } from '../../../../lib/shared/definitions/parse-definitions';
import { authentication } from '../../support/definitions';

const A = '3f0c1a52-8f5e-4b7c-9a55-0d6f2f1f8a11';
const B = 'b1b6d1c6-2f1e-4f0a-8d5f-6a3c5e7f9b22';

/** Two definitions with keys that the editor does not show. */
const TWO = [
  {
    app: A,
    title: 'Acme',
    note: 'ours',
    authentication: {
      type: 'custom',
      test: {},
      fields: [
        { key: 'sub', label: 'Subdomain', inputFormat: 'https://{{input}}.acme.example', isNoSecret: true },
        { key: 'api_key', type: 'password', helpText: 'Under **API**' },
      ],
    },
    pinned: true,
  },
  { app: B, title: 'Basics', authentication: { type: 'basic' }, nameTemplate: '{customer}' },
];

function open(before: unknown = TWO) {
  const text = signal(typeof before === 'string' ? before : JSON.stringify(before));
  const failures = signal<SettingsFailure[]>([]);
  const isSaved = signal(false);
  const edit = (changed: string) => {
    text.value = changed;
    failures.value = [];
  };
  const model = new AppsModel({ value: computed(() => text.value), edit }, failures, isSaved);
  return { model, text, failures, isSaved, written: () => JSON.parse(text.value || '[]') };
}

describe('the definitions that are shown', () => {
  it('have the texts of their fields, and whether each is hidden', () => {
    const { model } = open();
    expect(model.apps.value).toMatchObject([
      {
        app: A,
        title: 'Acme',
        type: 'custom',
        fields: [
          { texts: { key: 'sub', label: 'Subdomain', type: 'string' }, isSecret: false, canChooseSecret: true },
          { texts: { key: 'api_key', helpText: 'Under **API**' }, isSecret: true, canChooseSecret: false },
        ],
      },
      { app: B, title: 'Basics', type: 'basic', fields: [] },
    ]);
  });

  it.each<[string, string]>([
    ['no JSON', '[{'],
    ['names that occur twice', '[{"app":"a","app":"b"}]'],
    ['a name that reaches a prototype', '[{"__proto__":{}}]'],
    ['no definitions', '[1]'],
    ['fields that are none', '[{"authentication":{"fields":["a"]}}]'],
    ['more than Apps can hold', `[${' '.repeat(1_000_000)}]`],
  ])('are none where the text holds %s, and nothing changes it', (_what, before) => {
    const { model, text } = open(before);
    expect(model.apps.value).toBeNull();
    model.add();
    model.edit(0, 'title', 'x');
    model.remove(0);
    expect(text.value).toBe(before);
  });

  it('have what Save refused at its place', () => {
    const { model, failures } = open();
    const refused = (path: string) => ({ key: 'apps', code: 'invalid-definition', path, reason: 'empty' }) as const;
    failures.value = [refused('[0].authentication.fields[1].key'), refused('[1].title')];
    expect(model.apps.value).toMatchObject([
      { hasProblem: true, problems: {}, fields: [{ problems: {} }, { problems: { key: 'empty' } }] },
      { hasProblem: true, problems: { title: 'empty' } },
    ]);
    model.edit(1, 'title', 'B');
    expect(model.apps.value?.map(({ hasProblem }) => hasProblem)).toEqual([false, false]);
  });

  it('have what Save refused in a definition that is not in a list', () => {
    const { model, failures } = open(TWO[0]);
    failures.value = [{ key: 'apps', code: 'invalid-definition', path: 'app', reason: 'not-a-uuid' }];
    expect(model.apps.value).toMatchObject([{ hasProblem: true, problems: { app: 'not-a-uuid' } }]);
  });
});

describe('an edit', () => {
  it('changes that text alone, and keeps what is not shown', () => {
    const { model, written } = open();
    model.edit(0, 'title', 'Acme 2');
    model.editField(0, 0, 'label', 'Your address');
    model.editField(0, 1, 'helpText', '');
    model.editField(0, 1, 'placeholder', 'key-…');
    model.setSecret(0, 0, true);
    const [first, second] = structuredClone(TWO) as [(typeof TWO)[0], unknown];
    expect(written()).toEqual([
      {
        ...first,
        title: 'Acme 2',
        authentication: {
          ...first.authentication,
          fields: [
            { key: 'sub', label: 'Your address', inputFormat: 'https://{{input}}.acme.example' },
            { key: 'api_key', type: 'password', placeholder: 'key-…' },
          ],
        },
      },
      second,
    ]);
  });

  it('leaves out a kind that is the usual one', () => {
    const { model, written } = open();
    model.editField(0, 1, 'type', 'string');
    model.editField(0, 0, 'type', 'integer');
    expect(written()[0].authentication.fields).toMatchObject([{ type: 'integer' }, { key: 'api_key' }]);
    expect(written()[0].authentication.fields[1]).not.toHaveProperty('type');
  });

  it('makes a definition from nothing, as JSON that Save accepts', () => {
    const { model, text } = open('');
    model.add();
    expect(model.opened.value).toBe(0);
    model.edit(0, 'app', A);
    model.edit(0, 'title', 'Acme');
    model.editField(0, 0, 'key', 'api_key');
    model.editField(0, 0, 'label', 'API key');
    model.addField(0);
    model.editField(0, 1, 'key', 'region');
    model.setSecret(0, 1, false);
    expect(parseDefinitions(text.value)).toEqual({
      ok: true,
      value: [
        {
          app: A,
          title: 'Acme',
          authentication: {
            type: 'custom',
            fields: [
              { key: 'api_key', label: 'API key' },
              { key: 'region', isNoSecret: true },
            ],
          },
        },
      ],
    });
  });

  it('gives fields to a definition that had none', () => {
    const { model, written } = open();
    model.addField(1);
    expect(written()[1].authentication).toEqual({ type: 'basic', fields: [{ key: '' }] });
  });

  it('that types a text again changes nothing of any definition', () => {
    fc.assert(
      fc.property(authentication, (value) => {
        const before = JSON.stringify([{ app: A, title: 'A', authentication: value }]);
        const { model, written } = open(before);
        model.edit(0, 'title', 'A');
        expect(written()).toEqual(JSON.parse(before));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the order', () => {
  it('of definitions and fields is changed by one place, and told', () => {
    const { model, written } = open();
    model.toggle(0);
    model.move(0, 1);
    expect(written().map(({ title }: { title: string }) => title)).toEqual(['Basics', 'Acme']);
    expect(model.opened.value).toBe(1);
    expect(model.note.value).toEqual({ kind: 'moved', name: 'Acme', position: 2, count: 2 });
    model.moveField(1, 1, -1);
    expect(written()[1].authentication.fields).toMatchObject([{ key: 'api_key' }, { key: 'sub' }]);
    expect(model.note.value).toEqual({ kind: 'moved', name: 'api_key', position: 1, count: 2 });
  });

  it('is left alone beyond its ends', () => {
    const { model, text } = open();
    const before = text.value;
    model.move(0, -1);
    model.move(1, 1);
    model.moveField(0, 0, -1);
    model.moveField(0, 1, 1);
    expect(text.value).toBe(before);
    expect(model.note.value).toBeNull();
  });
});

describe('what was removed', () => {
  it('comes back with Undo as it was written, and open as it was', () => {
    const { model, text } = open(JSON.stringify(TWO, null, 3));
    const before = text.value;
    model.toggle(0);
    model.remove(0);
    expect(JSON.parse(text.value)).toEqual([TWO[1]]);
    expect(model.opened.value).toBeNull();
    expect(model.note.value).toEqual({ kind: 'removed', name: 'Acme' });
    model.undo();
    expect(text.value).toBe(before);
    expect(model.opened.value).toBe(0);
    expect(model.note.value).toEqual({ kind: 'restored', name: 'Acme' });
  });

  it('comes back with Undo when it was a field', () => {
    const { model, text } = open();
    const before = text.value;
    model.removeField(0, 0);
    expect(model.note.value).toEqual({ kind: 'removed', name: 'Subdomain' });
    model.undo();
    expect(text.value).toBe(before);
  });

  it('leaves the text empty when it was the only one', () => {
    const { model, text } = open([TWO[1]]);
    model.remove(0);
    expect(text.value).toBe('');
    model.undo();
    expect(JSON.parse(text.value)).toEqual([TWO[1]]);
  });

  it('does not come back once the text was changed or saved', () => {
    const { model, text, isSaved } = open();
    model.remove(0);
    const after = text.value;
    model.edit(0, 'title', 'x');
    model.undo();
    expect(model.apps.value).toHaveLength(1);
    text.value = after;
    isSaved.value = true;
    model.undo();
    expect(text.value).toBe(after);
  });

  it('keeps the definition open that was open', () => {
    const { model } = open();
    model.toggle(1);
    model.remove(0);
    expect(model.opened.value).toBe(0);
  });
});
