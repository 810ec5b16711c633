import { useEffect, useRef, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { RedirectUrl } from '../../lib/page/redirect-urls';
import type { AppsEditor } from '../../lib/page/settings/apps-model';
import type { Diagnostics } from '../../lib/page/settings/diagnostics';
import type { Everybody } from '../../lib/page/settings/everybody';
import type { DefinitionImport } from '../../lib/page/settings/import-model';
import type { SettingsPage } from '../../lib/page/settings/model';
import type { OwnForm } from '../../lib/page/settings/own-form';
import type { SetUp } from '../../lib/page/settings/set-up';
import type { Config } from '../../lib/shared/config';
import { Alert } from '../ui/Alert';
import { Icon } from '../ui/Icon';
import { AppsSection } from './AppsSection';
import { ConnectionsSection } from './ConnectionsSection';
import { DiagnosticsSection } from './DiagnosticsSection';
import { EverybodySection } from './EverybodySection';
import { SaveBar } from './SaveBar';
import { SettingsErrors } from './SettingsErrors';
import { AdvancedSection, SignInSection } from './SettingsSections';
import { SetUpSection } from './set-up/SetUpSection';

interface SettingsFormProps {
  page: SettingsPage;
  appsEditor: AppsEditor;
  setUp: SetUp;
  ownForm: OwnForm;
  appImport: DefinitionImport;
  everybody: Everybody;
  defaults: Config;
  redirectUrls: RedirectUrl[];
  diagnostics: Diagnostics;
}

/** Shows the whole Settings page. */
export function SettingsForm(props: SettingsFormProps) {
  const { page, appsEditor, setUp, ownForm, appImport, everybody, defaults, redirectUrls, diagnostics } = props;
  const form = useRef<HTMLFormElement>(null);
  const [copies, setCopies] = useState(0);
  const countCopy = () => setCopies(copies + 1);
  const isChanged = page.isChanged.value;
  const state = page.saveState.value;
  const unusable = page.unusable.value;

  useEffect(() => {
    if (state === 'refused') focusFirstInvalid(form.current);
  }, [state]);

  useEffect(() => {
    if (!isChanged) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isChanged]);

  const section = {
    page,
    defaults,
    markOf: (key: keyof Config) => page.locked.value.includes(key) && <LockMark />,
    errorOf: (key: keyof Config) => {
      const failures = page.failures.value.filter((failure) => failure.key === key);
      return failures.length > 0 && <SettingsErrors failures={failures} defaults={defaults} />;
    },
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void page.save();
      }}
    >
      <main>
        <header>
          <Icon name="logo" />
          <div>
            <p class="muted small">{i18n.t('extension.name')}</p>
            <h1>{i18n.t('settings.title')}</h1>
          </div>
        </header>
        <p class="muted">{i18n.t('settings.intro')}</p>
        {unusable.length > 0 && (
          <Alert kind="warn" verdict={i18n.t('settings.unusable', { keys: unusable.join(', ') })}>
            {i18n.t('settings.inForce')}
          </Alert>
        )}
        <SetUpSection {...{ section, setUp, ownForm, redirectUrls, diagnostics }} onCopied={countCopy} />
        <SignInSection {...section} />
        <ConnectionsSection {...section} />
        <AppsSection {...section} {...{ appsEditor, appImport }} onCopied={countCopy} />
        <AdvancedSection {...section} />
        <EverybodySection everybody={everybody} defaults={defaults} onCopied={countCopy} />
        <DiagnosticsSection diagnostics={diagnostics} onCopied={countCopy} />
      </main>
      <SaveBar page={page} copies={copies} />
    </form>
  );
}

/** Focuses the first invalid control after a failed Save; in a radio group, the chosen radio. */
function focusFirstInvalid(form: HTMLFormElement | null): void {
  const first = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const control = first?.querySelector<HTMLElement>('input:checked') ?? first;
  control?.focus();
}

/** Says that the administrator has set a value. */
function LockMark() {
  return (
    <>
      <Icon name="lock" />
      {i18n.t('settings.setByAdministrator')}
    </>
  );
}
