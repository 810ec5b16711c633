import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { AppSummary } from '../../lib/shared/app';
import { AppTile } from './AppTile';
import { Icon } from './Icon';

interface AppHeadProps {
  app: AppSummary;
  onBack: () => void;
  /** Shown at the end of the line. */
  children?: ComponentChildren;
}

/** Shows the Back button and the app's icon and title. */
export function AppHead({ app, onBack, children }: AppHeadProps) {
  return (
    <div class="line">
      <button type="button" class="icon-button back" aria-label={i18n.t('popup.form.back')} onClick={onBack}>
        <Icon name="back" />
      </button>
      <AppTile title={app.title} iconUrl={app.iconUrl} />
      <h1 class="grow cut">{app.title}</h1>
      {children}
    </div>
  );
}
