import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import { CopyButton } from '../ui/CopyButton';
import { Icon } from '../ui/Icon';
import { useStatus } from '../ui/status';
import '../ui/hero.css';

/** Tells the agent that no client ID is configured yet, and offers a message to whoever can set it up. */
export function NotSetUp({ popup }: { popup: Popup }) {
  const copies = useSignal(0);
  useStatus(copies.value > 0 ? i18n.t('field.copied') : '', copies.value);
  const settings = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => settings.current?.focus(), []);

  async function message() {
    const urls = (await popup.redirectUrls()).map(({ url }) => `   ${url}`).join('\n');
    return i18n.t('popup.notSetUp.message', { urls });
  }

  return (
    <div class="frame nobody">
      <main>
        <div class="hero">
          <Icon name="logo" />
          <h1>{i18n.t('popup.notSetUp.title')}</h1>
          <p class="muted">{i18n.t('popup.notSetUp.text')}</p>
          <button ref={settings} type="button" class="button button-main wide" onClick={popup.openSettings}>
            {i18n.t('popup.notSetUp.openSettings')}
          </button>
          <CopyButton
            class="button wide"
            label={i18n.t('popup.notSetUp.copyMessage')}
            text={message}
            onCopied={() => {
              copies.value += 1;
            }}
          />
          <p class="small muted">{i18n.t('popup.notSetUp.messageHelp')}</p>
        </div>
      </main>
      <footer class="foot thin">{i18n.t('extension.name')}</footer>
    </div>
  );
}
