import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { Icon } from './ui/Icon';
import './ui/hero.css';

/** Tells the agent that stored data could not be read, and offers to start again without it. */
export function Broken({ onRetry }: { onRetry: () => void }) {
  const again = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => again.current?.focus(), []);
  return (
    <div class="frame nobody">
      <main>
        <div class="hero" role="alert">
          <Icon name="logo" />
          <h1>{i18n.t('popup.broken.text')}</h1>
          <p class="muted">{i18n.t('popup.broken.help')}</p>
          <button ref={again} type="button" class="button button-main wide" onClick={onRetry}>
            {i18n.t('popup.broken.reload')}
          </button>
        </div>
      </main>
      <footer class="foot thin">{i18n.t('extension.name')}</footer>
    </div>
  );
}
