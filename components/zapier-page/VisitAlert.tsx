import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { PageOrder } from '../../lib/shared/order';
import type { FoundElsewhere, Instead, OtherAccount, PageFailure } from '../../lib/shared/order-stage';
import { DeleteConnection } from '../form/DeleteConnection';
import { HostAccess } from '../sign-in/HostAccess';
import { SignInAgain } from '../sign-in/SignInAgain';
import { ZapierSignOut } from '../sign-in/ZapierSignOut';
import { Alert } from '../ui/Alert';
import { Countdown } from '../ui/Countdown';
import { focusMainControl } from '../ui/focus';
import { isolated } from '../ui/isolated';
import { useStatus } from '../ui/status';
import { notRenewedWords, notUnderstoodWords, ZapiersWords, zapiersCodes } from '../ui/zapier';

interface VisitAlertProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  visit: PageOrder;
  /** Buttons for what can be done next. */
  children: ComponentChildren;
}

/** Shows how a visit to Zapier's page went wrong. Belongs in an alert. */
export function VisitAlert({ popup, account, form, visit, children }: VisitAlertProps) {
  const { stage, reconnects, app } = visit;
  const { email } = account;
  const failed = { popup, app, children };
  if (stage.name === 'failed') return <VisitFailed {...failed} failure={stage.failure} wasOpen={false} />;
  if (stage.name !== 'not-sure') return null;
  const { doubt } = stage;
  const openZapier = <ZapierSignOut popup={popup} />;
  switch (doubt.code) {
    case 'nothing-new':
      return (
        <Alert
          kind="warn"
          verdict={isolated({ email }, (parts) => i18n.t('popup.hosted.nothingNew', parts))}
          actions={
            <>
              {children}
              {openZapier}
            </>
          }
        >
          <Elsewhere form={form} {...doubt} />
        </Alert>
      );
    case 'not-reconnected': {
      const { isGone, instead } = doubt;
      const words = { title: reconnects?.title ?? '', email };
      const isSomeoneElse = !isGone && instead.length === 0;
      return (
        <Alert
          kind="warn"
          verdict={isolated(words, (parts) =>
            i18n.t(isGone ? 'popup.hosted.gone' : 'popup.hosted.stillExpired', parts),
          )}
          actions={
            <>
              {children}
              {isSomeoneElse && openZapier}
            </>
          }
        >
          {isSomeoneElse && i18n.t('popup.hosted.someoneElseText')}
          {instead.map((other) => (
            <p key={other.id}>{insteadWords(other)}</p>
          ))}
        </Alert>
      );
    }
    case 'not-checked':
      return <VisitFailed {...failed} failure={doubt.failure} wasOpen={true} />;
  }
}

function insteadWords({ title, how }: Instead): ComponentChildren {
  return how === 'made'
    ? isolated({ title }, (parts) => i18n.t('popup.hosted.madeInstead', parts))
    : isolated({ title }, (parts) => i18n.t('popup.hosted.renewedInstead', parts));
}

interface ElsewhereProps {
  form: Form;
  found: FoundElsewhere[];
  /** The accounts whose session it may have been, as far as they are known here. */
  mayBeIn: OtherAccount[];
}

/** Says where else the new connection is or may be. What is elsewhere can be deleted there. */
function Elsewhere({ form, found, mayBeIn }: ElsewhereProps) {
  const asked = useSignal<FoundElsewhere | null>(null);
  const gone = useSignal('');
  useStatus(gone.value);
  return (
    <>
      {found.length === 0 &&
        (mayBeIn.length > 0
          ? i18n.t('popup.hosted.mayBeIn', { emails: mayBeIn.map(({ email }) => email).join(', ') })
          : i18n.t('popup.hosted.someoneElseText'))}
      {found.map((connection) => (
        <p key={connection.id} class="line">
          <span class="grow">
            {isolated({ email: connection.email, title: connection.title }, (parts) =>
              i18n.t('popup.hosted.isIn', parts),
            )}
          </span>
          <button
            type="button"
            class="quiet"
            aria-label={i18n.t('popup.existing.deleteNamed', { title: connection.title })}
            onClick={() => {
              asked.value = connection;
            }}
          >
            {i18n.t('popup.existing.delete')}
          </button>
        </p>
      ))}
      {asked.value && (
        <DeleteConnection
          form={form}
          connection={asked.value}
          email={asked.value.email}
          owner={asked.value.accountId}
          onClose={(deletion) => {
            if (deletion) {
              const words = deletion === 'deleted' ? 'popup.existing.gone' : 'popup.existing.wasGone';
              gone.value = i18n.t(words, { title: asked.value?.title ?? '' });
              focusMainControl();
            }
            asked.value = null;
          }}
        />
      )}
    </>
  );
}

interface VisitFailedProps {
  popup: Popup;
  app: PageOrder['app'];
  failure: PageFailure;
  /** True when Zapier's page had been open, so that only the outcome is unknown. */
  wasOpen: boolean;
  /** Buttons for what can be done next. */
  children: ComponentChildren;
}

/** Explains why Zapier's page was not opened, or why the visit's outcome is unknown. */
function VisitFailed({ popup, app, failure, wasOpen, children }: VisitFailedProps) {
  // Said as an outcome like any other.
  if (failure.code === 'needs-no-connection') return null;
  const [verdict, text] = wasOpen ? notCheckedWords(failure) : notOpenedWords(failure, app.title);
  return (
    <Alert
      kind={wasOpen ? 'warn' : 'bad'}
      verdict={verdict}
      actions={
        <>
          {failure.code === 'no-host-access' && <HostAccess popup={popup} />}
          {children}
          {failure.code === 'not-renewed' && <SignInAgain popup={popup} />}
        </>
      }
      details={
        failure.code === 'foreign-link' ? <bdi>{failure.link}</bdi> : 'errors' in failure && zapiersCodes(failure)
      }
    >
      {text}
      {'errors' in failure && <ZapiersWords errors={failure.errors} />}
      {failure.code === 'paused' && (
        <Countdown until={failure.until} words={(left) => i18n.t('popup.failure.paused', { left })} />
      )}
    </Alert>
  );
}

type Words = [verdict: ComponentChildren, text?: string];

function notCheckedWords(failure: PageFailure): Words {
  if (failure.code === 'list-unclear') return [i18n.t('popup.hosted.notKnown'), i18n.t('popup.hosted.listUnclear')];
  if (failure.code === 'not-understood') return [i18n.t('popup.hosted.notChecked'), notUnderstoodWords(failure)];
  return [i18n.t('popup.hosted.notChecked')];
}

function notOpenedWords(failure: PageFailure, title: string): Words {
  const notOpened = i18n.t('popup.hosted.notOpened');
  switch (failure.code) {
    case 'not-listed':
      return [
        isolated({ app: title }, (parts) => i18n.t('popup.hosted.notListed', parts)),
        i18n.t('popup.hosted.notPublic'),
      ];
    case 'foreign-link':
      return [notOpened, i18n.t('popup.hosted.foreignLink')];
    case 'interrupted':
      return [i18n.t('popup.hosted.interrupted'), i18n.t('popup.hosted.onceMore')];
    case 'no-host-access':
      return [i18n.t('popup.hostAccess.text')];
    case 'not-understood':
      return [notOpened, notUnderstoodWords(failure)];
    case 'not-renewed':
      return [notOpened, notRenewedWords(failure)];
    case 'refused':
    case 'server-error':
    case 'paused':
    case 'sign-in-ended':
    case 'needs-no-connection':
      return [notOpened];
    case 'not-sent':
    case 'answer-lost':
    case 'list-unclear':
      return [notOpened, i18n.t('popup.undo.notReached')];
  }
}
