import { computed, signal } from '@preact/signals';
import { render } from 'preact';
import browser from 'webextension-polyfill';
import { i18n } from '#i18n';
import { usualLinkTemplate, usualReceiptTemplate } from '../../components/receipt/template';
import { SettingsForm } from '../../components/settings/SettingsForm';
import { chromeId, redirectUrls } from '../../lib/page/redirect-urls';
import { send } from '../../lib/page/send';
import { AppsModel } from '../../lib/page/settings/apps-model';
import { readDiagnostics } from '../../lib/page/settings/diagnostics';
import { EverybodyModel } from '../../lib/page/settings/everybody';
import { ImportModel } from '../../lib/page/settings/import-model';
import { SettingsModel, type SettingsStore } from '../../lib/page/settings/model';
import { OwnFormModel } from '../../lib/page/settings/own-form';
import { SetUpModel } from '../../lib/page/settings/set-up';
import { configItem, DEFAULT_CONFIG, settingsItem } from '../../lib/shared/config';
import { writeDraft } from '../../lib/shared/draft';
import { CHROME_PUBLIC_KEY, GECKO_ID } from '../../lib/shared/extension-ids';
import { requestHostAccess } from '../../lib/shared/host-access';
import { SET_UP_ACCOUNT, setUpCheckItem } from '../../lib/shared/set-up-check';

const store: SettingsStore = {
  async load() {
    const [config, settings] = await Promise.all([configItem.getValue(), settingsItem.getValue()]);
    return { config, settings };
  },
  save: (settings) => send('settings.save', { settings }),
};

async function open(root: HTMLElement): Promise<void> {
  const [stored, checked, diagnostics, urls, unpackedId] = await Promise.all([
    store.load(),
    setUpCheckItem.getValue(),
    readDiagnostics(),
    redirectUrls({ chromePublicKey: CHROME_PUBLIC_KEY, geckoId: GECKO_ID }, browser.identity.getRedirectURL()),
    chromeId(CHROME_PUBLIC_KEY),
  ]);
  const page = new SettingsModel(stored, store, {
    receiptTemplate: usualReceiptTemplate(),
    linkTemplate: usualLinkTemplate(),
  });
  const appsText = { value: computed(() => page.draft.value.apps), edit: (text: string) => page.edit('apps', text) };
  const isSaved = computed(() => page.saveState.value === 'saved');
  const appImport = new ImportModel(appsText, isSaved);
  const appsEditor = new AppsModel(appsText, page.failures, isSaved);
  const isFirefox = browser.runtime.id === GECKO_ID;
  const everybody = new EverybodyModel(
    page,
    stored.config,
    {
      chrome: isFirefox ? unpackedId : browser.runtime.id,
      gecko: GECKO_ID,
      profile: [crypto.randomUUID(), crypto.randomUUID()],
    },
    isFirefox ? 'firefox' : 'chrome-linux',
  );
  const check = signal(checked);
  setUpCheckItem.watch((now) => {
    check.value = now;
  });
  const apps = signal(stored.config.apps);
  const ownForm = new OwnFormModel(apps);
  const mayDelete = signal(stored.config.allowDelete);
  const setUp = new SetUpModel(page, check, ownForm, mayDelete, {
    start: (app) => send('setUp.try', { app }),
    async explore(app, explore, { draft, secrets }) {
      // In memory, because a message is no place for a credential.
      await writeDraft(SET_UP_ACCOUNT, explore.appId, draft, secrets);
      await send('setUp.try', { app, explore });
    },
    answer: (shown) => send('setUp.answer', { shown }),
    requestHostAccess,
  });
  configItem.watch((now) => {
    apps.value = now.apps;
    mayDelete.value = now.allowDelete;
    void page.reload();
  });
  settingsItem.watch(() => void page.reload());
  document.title = `${i18n.t('settings.title')} – ${i18n.t('extension.name')}`;
  render(
    <SettingsForm
      {...{ page, appsEditor, setUp, ownForm, appImport, everybody, diagnostics }}
      defaults={DEFAULT_CONFIG}
      redirectUrls={urls}
    />,
    root,
  );
}

const root = document.getElementById('app');
if (root) void open(root);
