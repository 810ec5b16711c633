import { describe, expect, it, vi } from 'vitest';
import { EverybodyModel } from '../../../../lib/page/settings/everybody';
import { SettingsModel, type SettingsStore } from '../../../../lib/page/settings/model';
import { settingsFile } from '../../../../lib/page/settings/settings-file';
import { asTyped, DEFAULT_CONFIG, type EffectiveConfig, type SettingsInput } from '../../../../lib/shared/config';

const app = (id: string, title: string, changes: object = {}) => ({
  app: `3f0c1a52-8f5e-4b7c-9a55-0d6f2f1f8a1${id}`,
  title,
  authentication: { type: 'custom' },
  ...changes,
});
const USUAL = { receiptTemplate: 'Connected: {connection}', linkTemplate: 'Open {link}' };
const IDS = { chrome: 'b'.repeat(32), gecko: 'add-on@example', profile: ['', ''] as [string, string] };

function open(changes: Partial<EffectiveConfig> = {}, apps = '') {
  const config: EffectiveConfig = { ...DEFAULT_CONFIG, clientId: 'client', locked: [], unusable: [], ...changes };
  const store = {
    load: vi.fn<SettingsStore['load']>(async () => ({ config, settings: { apps } })),
    save: vi.fn<SettingsStore['save']>(async () => ({ ok: true, value: null })),
  };
  const page = new SettingsModel({ config, settings: { apps } }, store, USUAL);
  const everybody = new EverybodyModel(page, config, IDS, 'chrome-linux');
  const choose = (values: Partial<SettingsInput>, name = 'settings.json') => {
    const text = settingsFile({ ...asTyped(DEFAULT_CONFIG, apps), clientId: 'client', ...values });
    return everybody.readFile({ name, size: text.length, text: async () => text });
  };
  return { page, store, everybody, choose };
}

describe('a policy file', () => {
  it('follows what is typed, and leaves out texts that are as usual', () => {
    const { page, everybody } = open();
    page.edit('scopes', 'profile');
    expect(JSON.parse(everybody.file.value.text)).toEqual({
      '3rdparty': { extensions: { [IDS.chrome]: { clientId: 'client', scopes: 'profile' } } },
    });
  });

  it('has another id once that is typed, and says when it is none', () => {
    const { everybody } = open();
    everybody.editChromeId(` ${'c'.repeat(32)} `);
    expect(everybody.isChromeId.value).toBe(true);
    expect(everybody.file.value.text).toContain('c'.repeat(32));
    everybody.editChromeId('xyz');
    expect(everybody.isChromeId.value).toBe(false);
  });

  it('begins with what the policy in force switches off', () => {
    const { everybody } = open({ allowFreeFields: false, locked: ['allowFreeFields', 'staySignedIn'] });
    expect(everybody.forbidden.value).toEqual(['allowFreeFields', 'staySignedIn']);
    everybody.forbid('staySignedIn', false);
    everybody.forbid('allowDelete', true);
    expect(everybody.forbidden.value).toEqual(['allowFreeFields', 'allowDelete']);
  });
});

describe('settings from a file', () => {
  it('are listed before anything changes, apps by what becomes of them', async () => {
    const { page, everybody, choose } = open({}, JSON.stringify([app('1', 'Old'), app('2', 'Both'), app('3', 'Same')]));
    const before = page.draft.value;
    const apps = JSON.stringify([app('2', 'Both', { pinned: true }), app('3', 'Same'), app('4', 'New')]);
    await choose({ apps, staySignedIn: true });
    expect(everybody.proposal.value?.changes).toEqual([
      { key: 'staySignedIn', from: false, to: true },
      { key: 'apps', from: before.apps, to: apps, apps: { added: ['New'], changed: ['Both'], removed: ['Old'] } },
    ]);
    expect(page.draft.value).toBe(before);
    everybody.discard();
    expect(everybody.proposal.value).toBeNull();
    expect(page.draft.value).toBe(before);
  });

  it('are filled in and not saved, and can be undone until they are', async () => {
    const { page, store, everybody, choose } = open({ receiptTemplate: 'Mine: {id}' });
    const before = page.draft.value;
    await choose({ receiptTemplate: '', scopes: 'profile' });
    everybody.apply();
    expect(page.draft.value).toMatchObject({ receiptTemplate: USUAL.receiptTemplate, scopes: 'profile' });
    expect(everybody.applied.value).toBe(2);
    expect(store.save).not.toHaveBeenCalled();
    everybody.undo();
    expect(page.draft.value).toEqual(before);

    await choose({ scopes: 'profile' });
    everybody.apply();
    await page.save();
    expect(everybody.applied.value).toBeNull();
  });

  it('cannot change what the policy sets', async () => {
    const { everybody, page, choose } = open({ locked: ['scopes'] });
    await choose({ scopes: 'profile', nameTemplate: '{customer}' });
    expect(everybody.proposal.value).toMatchObject({ changes: [{ key: 'nameTemplate' }], locked: ['scopes'] });
    everybody.apply();
    expect(page.draft.value.scopes).toBe(DEFAULT_CONFIG.scopes);
  });

  it.each<[string, object, object]>([
    ['is too large to be read', { size: 4_000_001 }, { code: 'too-large' }],
    ['cannot be read', { text: async () => Promise.reject(new Error('gone')) }, { code: 'unreadable' }],
    ['is of another kind', { text: async () => '{}' }, { code: 'not-settings' }],
  ])('keep everything as it was when the file %s', async (_what, changes, failure) => {
    const { page, everybody, choose } = open();
    page.edit('scopes', 'typed');
    const before = page.draft.value;
    await choose({ nameTemplate: '{customer}' });
    await everybody.readFile({ name: 'x.json', size: 1, text: async () => '', ...changes });
    expect(everybody.refused.value).toEqual({ name: 'x.json', failure });
    expect(everybody.proposal.value).toBeNull();
    expect(page.draft.value).toBe(before);
    await choose({ nameTemplate: '{customer}' });
    expect(everybody.refused.value).toBeNull();
  });

  it('that are here already are called that', async () => {
    const { everybody, choose } = open();
    await choose({});
    expect(everybody.refused.value?.failure).toEqual({ code: 'no-change' });
  });
});
