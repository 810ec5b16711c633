import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { SetUp } from '../../../lib/page/settings/set-up';
import { afterRender } from '../../ui/focus';
import { OpenConnections } from '../../ui/zapier';
import { powersVerdict } from './found-words';
import { Step } from './Step';

/** Tries what Zapier allows, once the account is known in which it does, or leads to what is missing in the form. */
export function PowersStep({ setUp, hasForm }: { setUp: SetUp; hasForm: boolean }) {
  const body = useRef<HTMLDivElement>(null);
  const { powers } = setUp.check.value;
  const title = i18n.t('settings.setUp.powers');
  const focusButton = () => afterRender(() => body.current?.querySelector('button')?.focus());
  async function lead(explored: Promise<boolean>) {
    if (await explored) return;
    afterRender(() =>
      body.current?.closest('main > section')?.querySelector<HTMLElement>('fieldset [aria-invalid="true"]')?.focus(),
    );
  }
  if (!setUp.mayExplore.value)
    return (
      <Step number={6} title={title} verdict={null}>
        <p class="muted">{i18n.t('settings.setUp.mayNotDelete')}</p>
      </Step>
    );
  return (
    <Step
      number={6}
      title={title}
      verdict={
        setUp.isDeclined.value
          ? { kind: 'info', title: i18n.t('settings.setUp.declined'), next: [i18n.t('settings.setUp.signOutFirst')] }
          : powersVerdict(powers)
      }
      actions={
        <PowersActions
          setUp={setUp}
          onGoOn={() => {
            focusButton();
            void lead(setUp.goOn());
          }}
          onDecline={() => {
            setUp.decline();
            focusButton();
          }}
        />
      }
    >
      <p>{i18n.t('settings.setUp.powersIntro')}</p>
      {hasForm ? (
        <div ref={body} class="step-row">
          <button
            type="button"
            class="button"
            aria-disabled={setUp.isRunning.value}
            onClick={() => void (setUp.isRunning.value || lead(setUp.explore()))}
          >
            {i18n.t('settings.setUp.explore')}
          </button>
        </div>
      ) : (
        <p class="muted">{i18n.t('settings.setUp.powersNeedForm')}</p>
      )}
    </Step>
  );
}

/** Asks about the account, or leads to what is left at Zapier. */
function PowersActions({ setUp, onGoOn, onDecline }: { setUp: SetUp; onGoOn: () => void; onDecline: () => void }) {
  const { powers } = setUp.check.value;
  if (powers.is === 'done' && powers.left.length > 0) return <OpenConnections />;
  if (powers.is !== 'asks' || setUp.isDeclined.value) return null;
  return (
    <>
      <button type="button" class="button" onClick={onGoOn}>
        {i18n.t('settings.setUp.goOn')}
      </button>
      <button type="button" class="quiet" onClick={onDecline}>
        {i18n.t('settings.setUp.notThisAccount')}
      </button>
    </>
  );
}
