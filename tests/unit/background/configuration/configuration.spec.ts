import { beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createConfiguration, POLICY_ALARM } from '../../../../lib/background/configuration/configuration';
import { readClientSecret, readPolicy } from '../../../../lib/background/configuration/policy';
import { asTyped, configItem, DEFAULT_CONFIG, type SettingsInput, settingsItem } from '../../../../lib/shared/config';

const VALID: SettingsInput = { ...asTyped(DEFAULT_CONFIG, ''), clientId: 'client' };
const APPS =
  '[ { "app": "3f0c1a52-8f5e-4b7c-9a55-0d6f2f1f8a11", "title": "A", "authentication": { "type": "custom" } } ]';

const NOW = Date.UTC(2026, 0, 1);
const schedule = { at: vi.fn(async () => undefined) };
const create = () => createConfiguration(schedule, () => NOW);

function setPolicy(values: Record<string, unknown>) {
  return fakeBrowser.storage.managed.set(values);
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
});

describe('the policy', () => {
  it('treats a browser that rejects managed storage as having no policy', async () => {
    vi.spyOn(browser.storage.managed, 'get').mockRejectedValue(new Error('Managed storage manifest not found'));
    expect(await readPolicy()).toEqual({ values: {}, unusable: [] });
    expect(await readClientSecret()).toBeUndefined();
  });

  it('reads the policy without its client secret', async () => {
    await setPolicy({ clientId: 'ruled', clientSecret: 'hidden' });
    const get = vi.spyOn(browser.storage.managed, 'get');
    expect(await readPolicy()).toEqual({ values: { clientId: 'ruled' }, unusable: [] });
    expect(JSON.stringify(get.mock.calls)).not.toContain('clientSecret');
  });

  it('gives the trimmed client secret to the one caller that asks for it', async () => {
    await setPolicy({ clientSecret: ' hidden\n' });
    expect(await readClientSecret()).toBe('hidden');
  });

  it.each([undefined, '', ' ', 5])('treats the client secret %j as missing', async (clientSecret) => {
    await setPolicy({ clientAuthentication: 'secret', clientSecret });
    expect(await readClientSecret()).toBeUndefined();
    expect(await readPolicy()).toEqual({ values: {}, unusable: ['clientAuthentication'] });
  });
});

describe('saving Settings', () => {
  it('puts saved settings into force', async () => {
    expect(await create().save({ settings: { ...VALID, staySignedIn: true, apps: APPS } })).toEqual({
      ok: true,
      value: null,
    });
    expect(await configItem.getValue()).toMatchObject({
      clientId: 'client',
      staySignedIn: true,
      apps: [{ title: 'A' }],
    });
  });

  it('stores only what differs from the defaults, and apps as they were typed', async () => {
    await create().save({ settings: { ...VALID, apps: `${APPS}\n` } });
    expect(await settingsItem.getValue()).toEqual({ clientId: 'client', apps: APPS });
  });

  it('stores a rate as it was typed and puts it into force as a number', async () => {
    await create().save({ settings: { ...VALID, requestsPerMinute: ' 30 ' } });
    expect(await settingsItem.getValue()).toEqual({ clientId: 'client', requestsPerMinute: '30' });
    expect((await configItem.getValue()).requestsPerMinute).toBe(30);
  });

  it('saves no setting when one value is unusable', async () => {
    const configuration = create();
    await configuration.save({ settings: VALID });
    expect(await configuration.save({ settings: { ...VALID, clientId: 'other', scopes: '' } })).toEqual({
      ok: false,
      failure: [{ key: 'scopes', code: 'required' }],
    });
    expect(await settingsItem.getValue()).toEqual({ clientId: 'client' });
  });

  it('leaves a setting that the policy locks as it was', async () => {
    const configuration = create();
    await configuration.save({ settings: VALID });
    await setPolicy({ clientId: 'ruled' });
    await configuration.save({ settings: { ...VALID, clientId: 'sneaky', scopes: 'profile' } });
    expect(await settingsItem.getValue()).toEqual({ clientId: 'client', scopes: 'profile' });
    expect(await configItem.getValue()).toMatchObject({ clientId: 'ruled', locked: ['clientId'] });
  });

  it('keeps sign-ins off the disk where the policy says so, whatever a page asks for', async () => {
    const configuration = create();
    await configuration.save({ settings: { ...VALID, staySignedIn: true } });
    await setPolicy({ staySignedIn: false, allowDelete: false });
    await configuration.save({ settings: { ...VALID, staySignedIn: true } });
    expect(await configItem.getValue()).toMatchObject({
      ...{ staySignedIn: false, allowDelete: false, allowFreeFields: true },
      locked: ['staySignedIn', 'allowDelete'],
    });
  });

  it('never stores the client secret', async () => {
    await setPolicy({ clientSecret: 'hidden' });
    await create().save({ settings: { ...VALID, clientAuthentication: 'secret' } });
    expect(await configItem.getValue()).toMatchObject({ clientAuthentication: 'secret' });
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain('hidden');
  });
});

describe('following the sources', () => {
  it('puts a new policy into force', async () => {
    create().follow();
    await setPolicy({ clientId: 'ruled', scopes: '"' });
    await vi.waitFor(async () =>
      expect(await configItem.getValue()).toMatchObject({
        clientId: 'ruled',
        locked: ['clientId'],
        unusable: ['scopes'],
      }),
    );
  });

  it('believes only at a second look, half a minute later, that a policy has gone', async () => {
    await setPolicy({ clientId: 'ruled', staySignedIn: true });
    const configuration = create();
    await configuration.refresh();
    const readable = vi.spyOn(browser.storage.managed, 'get').mockRejectedValue(new Error('Not found'));
    await configuration.save({ settings: { ...VALID, scopes: 'profile' } });
    expect(await configItem.getValue()).toMatchObject({
      ...{ clientId: 'ruled', staySignedIn: true, scopes: 'profile' },
      locked: ['clientId', 'staySignedIn'],
    });
    expect(schedule.at).toHaveBeenCalledWith(POLICY_ALARM, NOW + 30_000);

    readable.mockRestore();
    await configuration.confirm();
    expect(await configItem.getValue()).toMatchObject({ clientId: 'ruled', staySignedIn: true });
    await fakeBrowser.storage.managed.clear();
    await configuration.refresh();
    expect(await configItem.getValue()).toMatchObject({ staySignedIn: true });
    await configuration.confirm();
    expect(await configItem.getValue()).toMatchObject({ clientId: 'client', staySignedIn: false, locked: [] });
  });

  it('writes no configuration when nothing has changed', async () => {
    const configuration = create();
    await configuration.save({ settings: VALID });
    const set = vi.spyOn(configItem, 'setValue');
    await configuration.refresh();
    expect(set).not.toHaveBeenCalled();
  });

  it('uses the default for a stored value that this version cannot use', async () => {
    await fakeBrowser.storage.local.set({ settings: { clientId: 'client', tokenUrl: 'ftp://zapier.com' } });
    expect(await create().refresh()).toMatchObject({
      clientId: 'client',
      tokenUrl: DEFAULT_CONFIG.tokenUrl,
    });
  });
});
