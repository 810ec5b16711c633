import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definedId, formInputs } from '../../../../lib/page/form/form-inputs';
import { type Control, formLayout, type LayoutPart } from '../../../../lib/page/form/form-layout';
import { importDefinition } from '../../../../lib/page/settings/import-definition';
import { askedFields } from '../../../../lib/shared/definitions/credentials';
import type { AppDefinition, AuthField } from '../../../../lib/shared/definitions/definition';
import { needsZapierPage, SCHEMES } from '../../../../lib/shared/definitions/definition';
import { EMPTY_DRAFT } from '../../../../lib/shared/draft';
import { authentication } from '../../support/definitions';

const definition = (...fields: AuthField[]): AppDefinition => ({
  app: 'a',
  title: 'A',
  authentication: { type: 'custom', fields },
});

function inputsOf(parts: LayoutPart[]): string[] {
  return parts.flatMap((part) =>
    part.kind === 'group' ? inputsOf(part.parts) : part.kind === 'input' ? [part.id] : [],
  );
}

describe('the layout of a form', () => {
  it.each<[Omit<AuthField, 'key'>, Control]>([
    [{}, 'line'],
    [{ type: 'password' }, 'line'],
    [{ type: 'text' }, 'lines'],
    [{ type: 'number' }, 'number'],
    [{ type: 'integer' }, 'number'],
    [{ type: 'boolean' }, 'yes-or-no'],
    [{ type: 'datetime', isNoSecret: true }, 'datetime'],
    [{ type: 'datetime' }, 'line'],
    [{ choices: ['a'] }, 'choice'],
    [{ choices: ['a'], list: true }, 'choices'],
    [{ list: true }, 'lines'],
    [{ dict: true }, 'lines'],
    [{ inputFormat: 'https://{{input}}/', type: 'text' }, 'line'],
  ])('lays out a field with %j as %s', (field, control) => {
    expect(formLayout(definition({ key: 'k', ...field }))).toMatchObject([{ view: { control } }]);
  });

  it('offers each choice once and no empty one', () => {
    const choices = ['', 'a', 'a', { value: 'b', label: 'B' }];
    expect(formLayout(definition({ key: 'k', choices }))).toMatchObject([
      {
        view: {
          choices: [
            { value: 'a', label: 'a' },
            { value: 'b', label: 'B' },
          ],
        },
      },
    ]);
  });

  it("shows the host in a choice's value beside its label, unless the label names it", () => {
    const choices = {
      'https://evil.example/eu': 'EU (default)',
      'https://us.acme.example': 'us.acme.example',
      eu: 'EU',
    };
    expect(formLayout(definition({ key: 'k', choices }))).toMatchObject([
      { view: { choices: [{ label: 'EU (default) (evil.example)' }, { label: 'us.acme.example' }, { label: 'EU' }] } },
    ]);
  });

  it('tells the whole address around an input that is too long to be seen beside it', () => {
    const long = `https://app.hubspot.com.${'a'.repeat(30)}.evil.example/{{input}}`;
    const fields = [
      { key: 'a', inputFormat: long },
      { key: 'b', inputFormat: 'https://{{input}}.deskwell.example' },
    ];
    expect(formLayout(definition(...fields))).toMatchObject([
      { view: { longFormat: long.replace('{{input}}', '…') } },
      { view: { longFormat: '' } },
    ]);
  });

  it('tells the hosts in a preset value, hidden or not', () => {
    const preset = { default: 'https://evil.example/v3' };
    expect(
      formLayout(
        definition({ key: 'a', ...preset, isNoSecret: true }, { key: 'b', ...preset, type: 'password' }, { key: 'c' }),
      ),
    ).toMatchObject([
      { view: { presetHosts: ['evil.example'], preset: preset.default } },
      { view: { presetHosts: ['evil.example'], preset: preset.default } },
      { view: { presetHosts: [] } },
    ]);
  });

  it('shows a field that is only text and hides a computed one', () => {
    const parts = formLayout(
      definition({ key: 'a', type: 'copy', helpText: 'Read', default: 'D' }, { key: 'b', computed: true }),
    );
    expect(parts).toEqual([
      { kind: 'text', id: 'field:a', label: null, help: [{ kind: 'paragraph', content: ['Read'] }], text: 'D' },
    ]);
  });

  it('groups the fields within a field', () => {
    expect(formLayout(definition({ key: 'a', label: 'A', children: [{ key: 'b' }] }))).toMatchObject([
      { kind: 'group', label: 'A', parts: [{ kind: 'input' }] },
    ]);
  });
});

it('shows exactly the inputs that a definition asks for', () => {
  fc.assert(
    fc.property(authentication, (value) => {
      const imported = importDefinition(JSON.stringify(value));
      if (!imported.ok) return;
      const app: AppDefinition = { app: 'a', title: 'A', authentication: imported.value.authentication };
      const ids = inputsOf(formLayout(app));
      expect(ids).toEqual(askedFields(app).map(({ path }) => definedId(path)));
      expect(formInputs(app, 'T', EMPTY_DRAFT, null).map(({ id }) => id)).toEqual([...ids, 'title']);
    }),
  );
});

it("needs Zapier's own page for OAuth only", () => {
  const zapierPage = SCHEMES.filter((type) =>
    needsZapierPage({ ...definition(), authentication: { type, fields: [] } }),
  );
  expect(zapierPage).toEqual(['oauth1', 'oauth2']);
});
