import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { AppSummary } from '../../lib/shared/app';
import { AppTile } from './AppTile';
import { Icon } from './Icon';
import { isolated } from './isolated';

interface AppHeadProps {
  app: AppSummary;
  /** Another title that the company gives it; null if there is none. */
  companyTitle?: string | null;
  onBack: () => void;
  /** True if nobody chose the app, so that a button says where Back leads. */
  isAtOnce?: boolean;
  /** Shown at the end of the line. */
  children?: ComponentChildren;
}

/** Shows the Back button and the app's icon and title. */
export function AppHead({ app, companyTitle = null, onBack, isAtOnce = false, children }: AppHeadProps) {
  return (
    <div class="line">
      <button type="button" class="icon-button back" aria-label={i18n.t('popup.form.back')} onClick={onBack}>
        <Icon name="back" />
      </button>
      {isAtOnce && (
        <button type="button" class="quiet other-app" onClick={onBack}>
          {i18n.t('popup.form.otherApp')}
        </button>
      )}
      <AppTile title={app.title} iconUrl={app.iconUrl} />
      <h1 class="grow cut">
        {app.title}
        {companyTitle !== null && <CompanyTitle title={companyTitle} />}
      </h1>
      {children}
    </div>
  );
}

/** Shows the title that the company gives an app, where Zapier calls it otherwise. */
export function CompanyTitle({ title }: { title: string }) {
  return (
    <span class="cut small muted">{isolated({ title }, (parts) => i18n.t('popup.home.companyTitle', parts))}</span>
  );
}
