import { i18n } from '#i18n';
import type { SettingsPage } from '../../lib/page/settings/model';
import { Icon } from '../ui/Icon';

interface SaveBarProps {
  page: SettingsPage;
  /** Counts copies, so that each one is announced. */
  copies: number;
}

/** Shows the Save button and how saving went. */
export function SaveBar({ page, copies }: SaveBarProps) {
  const state = page.saveState.value;
  const keys = new Set(page.failures.value.map(({ key }) => key));
  return (
    <footer class="save-bar">
      <div class="save-bar-row">
        <button type="submit" class="button button-main" aria-disabled={state === 'saving' ? 'true' : undefined}>
          {i18n.t('settings.save')}
        </button>
        <div class="save-state" role="status">
          {state === 'saving' && i18n.t('settings.saving')}
          {state === 'saved' && (
            <span class="saved">
              <Icon name="tick" />
              {i18n.t('settings.saved')}
            </span>
          )}
          {copies > 0 && (
            <span class="unseen" key={copies}>
              {i18n.t('field.copied')}
            </span>
          )}
        </div>
        <div class="save-state error" role="alert">
          {state === 'refused' && keys.size > 0 && (
            <>
              <Icon name="bad" />
              <div>{i18n.t('settings.invalid', keys.size)}</div>
            </>
          )}
          {state === 'no-answer' && (
            <>
              <Icon name="bad" />
              <div>{i18n.t('settings.notSaved')}</div>
            </>
          )}
        </div>
        {state === 'idle' && page.isChanged.value && <span class="save-state muted">{i18n.t('settings.unsaved')}</span>}
      </div>
    </footer>
  );
}
