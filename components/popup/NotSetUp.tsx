import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Popup } from '../../lib/popup/popup';
import { Logo } from '../Logo';

/** Nobody has configured a client ID yet. */
export function NotSetUp({ popup }: { popup: Popup }) {
  const copied = useSignal(false);
  const settings = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => settings.current?.focus(), []);

  async function copyMessage() {
    const urls = (await popup.redirectUrls()).map(({ url }) => `   ${url}`).join('\n');
    await navigator.clipboard.writeText(i18n.t('popup.notSetUp.message', { urls }));
    copied.value = true;
  }

  return (
    <div class="frame nobody">
      <main>
        <div class="hero">
          <Logo />
          <h1>{i18n.t('popup.notSetUp.title')}</h1>
          <p class="muted">{i18n.t('popup.notSetUp.text')}</p>
          <button ref={settings} type="button" class="button button-main wide" onClick={popup.openSettings}>
            {i18n.t('popup.notSetUp.openSettings')}
          </button>
          <button type="button" class="button wide" onClick={copyMessage}>
            {i18n.t(copied.value ? 'field.copied' : 'popup.notSetUp.copyMessage')}
          </button>
          <p class="small muted">{i18n.t('popup.notSetUp.messageHelp')}</p>
        </div>
      </main>
      <footer class="foot thin">{i18n.t('extension.name')}</footer>
    </div>
  );
}
