import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { RedirectUrl } from '../../../lib/page/redirect-urls';
import type { Diagnostics } from '../../../lib/page/settings/diagnostics';
import type { OwnForm } from '../../../lib/page/settings/own-form';
import type { SetUp } from '../../../lib/page/settings/set-up';
import type { OwnApps, SignInStep } from '../../../lib/shared/set-up-check';
import { CopyButton } from '../../ui/CopyButton';
import { TextField } from '../../ui/TextField';
import { RedirectUrls } from '../RedirectUrls';
import { AuthenticationFields, ClientIdField, type SectionProps } from '../SettingsSections';
import { accessVerdict, appsVerdict } from './found-words';
import { OwnFormView } from './OwnFormView';
import { PowersStep } from './PowersStep';
import { questionsText, reportText } from './report';
import { Step } from './Step';
import './set-up.css';
import { exchangeVerdict, signInVerdict } from './words';

interface SetUpSectionProps {
  section: SectionProps;
  setUp: SetUp;
  ownForm: OwnForm;
  redirectUrls: RedirectUrl[];
  diagnostics: Pick<Diagnostics, 'version' | 'userAgent'>;
  onCopied: () => void;
}

/** Leads from the registration at Zapier to the first connection, with a check of each step. */
export function SetUpSection({ section, setUp, ownForm, redirectUrls, diagnostics, onCopied }: SetUpSectionProps) {
  const check = setUp.check.value;
  const { signIn, exchange, access, apps } = check;
  const settings = section.page.draft.value;
  const again = <TryAgain setUp={setUp} />;
  const about = { check, settings, urls: redirectUrls, ...diagnostics };
  return (
    <section aria-labelledby="set-up">
      <h2 id="set-up">{i18n.t('settings.setUp.title')}</h2>
      <p class="muted">{i18n.t('settings.setUp.intro')}</p>
      <Step number={1} title={i18n.t('settings.setUp.register')} verdict={null} mark={registration(signIn)}>
        <RedirectUrls urls={redirectUrls} onCopied={onCopied} />
        <ClientIdField {...section} />
      </Step>
      <Step
        number={2}
        title={i18n.t('settings.setUp.signIn')}
        verdict={signInVerdict(signIn)}
        actions={<SignInActions setUp={setUp} />}
      >
        <p>{i18n.t('settings.setUp.tryIntro')}</p>
        <div class="step-row">
          <button
            type="button"
            class="button"
            aria-disabled={setUp.isRunning.value}
            onClick={() => void setUp.trySignIn()}
          >
            {i18n.t('settings.setUp.trySignIn')}
          </button>
          <span>{i18n.t('settings.setUp.savesFirst')}</span>
        </div>
      </Step>
      <Step
        number={3}
        title={i18n.t('settings.setUp.exchange')}
        verdict={exchangeVerdict(exchange, check.settings ?? settings)}
        actions={exchange.is === 'failed' && again}
      >
        <p>{i18n.t('settings.setUp.exchangeIntro')}</p>
        <AuthenticationFields {...section} />
      </Step>
      <Step number={4} title={i18n.t('settings.setUp.access')} verdict={accessVerdict(access)}>
        <p>{i18n.t('settings.setUp.accessIntro')}</p>
      </Step>
      <Step
        number={5}
        title={i18n.t('settings.setUp.app')}
        verdict={appsVerdict(apps)}
        actions={apps.is === 'done' && <AppActions apps={apps} again={again} onCopied={onCopied} />}
      >
        {ownForm.apps.value.length === 0 && (
          <TextField
            label={i18n.t('settings.setUp.appName')}
            help={i18n.t('settings.setUp.appNameHelp')}
            value={setUp.app.value}
            onInput={setUp.editApp}
          />
        )}
        <OwnFormView form={ownForm} />
      </Step>
      <PowersStep setUp={setUp} hasForm={ownForm.app.value !== null} />
      <div class="step-row">
        <CopyButton
          class="button"
          label={i18n.t('settings.setUp.copyReport')}
          text={reportText(about)}
          onCopied={onCopied}
        />
        <CopyButton
          class="button"
          label={i18n.t('settings.setUp.copyQuestions')}
          text={questionsText(about)}
          onCopied={onCopied}
        />
        <span class="muted">{i18n.t('settings.setUp.copyHelp')}</span>
      </div>
    </section>
  );
}

interface AppActionsProps {
  apps: OwnApps;
  again: ComponentChildren;
  onCopied: () => void;
}

/** Offers the id of an app that was found by name, or another try. */
function AppActions({ apps: { defined, found }, again, onCopied }: AppActionsProps) {
  const [app] = found;
  if (app && app.known !== 'unknown')
    return <CopyButton class="button" label={i18n.t('settings.setUp.copyId')} text={app.id} onCopied={onCopied} />;
  return defined.every(({ known }) => known === 'unknown') ? again : null;
}

/** Returns what the trial sign-in has found about the registration at Zapier. */
function registration(signIn: SignInStep): 'ok' | 'bad' | undefined {
  if (signIn.is === 'ok' || (signIn.is === 'closed' && signIn.shown === 'sign-in')) return 'ok';
  const isBad = signIn.is === 'closed' ? signIn.shown : signIn.is === 'failed' && signIn.failure.code === 'not-loaded';
  return isBad ? 'bad' : undefined;
}

/** Runs the check again, where something was changed. */
function TryAgain({ setUp }: { setUp: SetUp }) {
  return (
    <button type="button" class="button" onClick={() => void setUp.trySignIn()}>
      {i18n.t('popup.failure.tryAgain')}
    </button>
  );
}

/** Asks what Zapier showed in a window that was closed, or for access to Zapier. */
function SignInActions({ setUp }: { setUp: SetUp }) {
  const { signIn } = setUp.check.value;
  if (signIn.is === 'closed' && signIn.shown === null)
    return (
      <>
        <button type="button" class="button" onClick={() => setUp.answer('sign-in')}>
          {i18n.t('settings.setUp.shownSignIn')}
        </button>
        <button type="button" class="button" onClick={() => setUp.answer('error-page')}>
          {i18n.t('settings.setUp.shownError')}
        </button>
      </>
    );
  if (signIn.is === 'failed' && signIn.failure.code === 'no-host-access')
    return (
      <button type="button" class="button" onClick={() => void setUp.allowAccess()}>
        {i18n.t('settings.setUp.allowAccess')}
      </button>
    );
  return null;
}
