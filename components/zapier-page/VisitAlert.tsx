import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { FoundElsewhere, Instead, OtherAccount, Visit, VisitFailure } from '../../lib/shared/visit';
import { DeleteConnection } from '../form/DeleteConnection';
import { HostAccess } from '../sign-in/HostAccess';
import { SignInAgain } from '../sign-in/SignInAgain';
import { ZapierSignOut } from '../sign-in/ZapierSignOut';
import { Countdown } from '../ui/Countdown';
import { FoldedText } from '../ui/FoldedText';
import { focusMainControl } from '../ui/focus';
import { Icon } from '../ui/Icon';
import { isolated } from '../ui/isolated';
import { useStatus } from '../ui/status';
import { notRenewedWords, notUnderstoodWords, ZapiersWords } from '../ui/zapier';

interface VisitAlertProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  visit: Visit;
}

/** Shows how a visit to Zapier's page went wrong. Belongs in an alert. */
export function VisitAlert({ popup, account, form, visit }: VisitAlertProps) {
  const { progress, reconnects, app } = visit;
  const { email } = account;
  switch (progress.status) {
    case 'nothing-new':
      return (
        <div class="note note-warn spaced">
          <Icon name="warn" />
          <NothingNew popup={popup} form={form} email={email} {...progress} />
        </div>
      );
    case 'not-reconnected': {
      const { isGone, instead } = progress;
      const words = { title: reconnects?.title ?? '', email };
      const title = isGone
        ? isolated(words, (parts) => i18n.t('popup.hosted.gone', parts))
        : isolated(words, (parts) => i18n.t('popup.hosted.stillExpired', parts));
      return (
        <div class="note note-warn spaced">
          <Icon name="warn" />
          {isGone || instead.length > 0 ? <p class="strong">{title}</p> : <SomeoneElse popup={popup} title={title} />}
          {instead.map((other) => (
            <p key={other.id}>{insteadWords(other)}</p>
          ))}
        </div>
      );
    }
    case 'not-checked':
    case 'not-opened':
      return (
        <VisitFailed popup={popup} app={app} failure={progress.failure} wasOpen={progress.status === 'not-checked'} />
      );
    default:
      return null;
  }
}

function insteadWords({ title, how }: Instead): ComponentChildren {
  return how === 'made'
    ? isolated({ title }, (parts) => i18n.t('popup.hosted.madeInstead', parts))
    : isolated({ title }, (parts) => i18n.t('popup.hosted.renewedInstead', parts));
}

interface NothingNewProps {
  popup: Popup;
  form: Form;
  /** E-mail of the visit's account. */
  email: string;
  found: FoundElsewhere[];
  mayBeIn: OtherAccount[];
}

/** Says that nothing is new in the account, and where else it is or may be. What is elsewhere can be deleted there. */
function NothingNew({ popup, form, email, found, mayBeIn }: NothingNewProps) {
  const asked = useSignal<FoundElsewhere | null>(null);
  const gone = useSignal('');
  useStatus(gone.value);
  const title = isolated({ email }, (parts) => i18n.t('popup.hosted.nothingNew', parts));
  return (
    <>
      {found.length === 0 && <SomeoneElse popup={popup} title={title} mayBeIn={mayBeIn} />}
      {found.length > 0 && <p class="strong">{title}</p>}
      {found.map((connection) => (
        <p key={connection.id} class="line">
          <span class="grow">
            {isolated({ email: connection.email, title: connection.title }, (parts) =>
              i18n.t('popup.hosted.isIn', parts),
            )}
          </span>
          <button
            type="button"
            class="button button-small"
            aria-label={i18n.t('popup.existing.deleteNamed', { title: connection.title })}
            onClick={() => {
              asked.value = connection;
            }}
          >
            {i18n.t('popup.existing.delete')}
          </button>
        </p>
      ))}
      {found.length > 0 && <OpenZapier popup={popup} />}
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

interface SomeoneElseProps {
  popup: Popup;
  title: ComponentChildren;
  /** The accounts whose session it may have been, as far as they are known here. */
  mayBeIn?: OtherAccount[];
}

/** Says that Zapier's page may have used another account's session, and links to Zapier's sign-out. */
function SomeoneElse({ popup, title, mayBeIn = [] }: SomeoneElseProps) {
  return (
    <>
      <p>
        <b>{title}</b>{' '}
        {mayBeIn.length > 0
          ? i18n.t('popup.hosted.mayBeIn', { emails: mayBeIn.map((other) => other.email).join(', ') })
          : i18n.t('popup.hosted.someoneElseText')}
      </p>
      <OpenZapier popup={popup} />
    </>
  );
}

function OpenZapier({ popup }: { popup: Popup }) {
  return (
    <p>
      <ZapierSignOut popup={popup} />
    </p>
  );
}

interface VisitFailedProps {
  popup: Popup;
  app: Visit['app'];
  failure: VisitFailure;
  /** True when Zapier's page had been open, so that only the outcome is unknown. */
  wasOpen: boolean;
}

/** Explains why Zapier's page was not opened, or why the visit's outcome is unknown. */
function VisitFailed({ popup, app, failure, wasOpen }: VisitFailedProps) {
  if (failure.code === 'sign-in-ended') return null;
  return (
    <div class={wasOpen ? 'note note-warn spaced' : 'note note-bad spaced'}>
      <Icon name={wasOpen ? 'warn' : 'bad'} />
      {'errors' in failure &&
        failure.errors.map((error) => <ZapiersWords key={error.pointer} error={error} status={failure.status} />)}
      <div>{wasOpen ? notCheckedWords(failure) : failureWords(failure, app.title)}</div>
      {failure.code === 'paused' && (
        <p>
          <Countdown until={failure.until} words={(left) => i18n.t('popup.failure.paused', { left })} />
        </p>
      )}
      {failure.code === 'not-renewed' && (
        <p>
          <SignInAgain popup={popup} class="button button-small" />
        </p>
      )}
      {failure.code === 'no-host-access' && <HostAccess popup={popup} />}
    </div>
  );
}

function notCheckedWords(failure: VisitFailure): string {
  if (failure.code === 'list-unclear') return i18n.t('popup.hosted.listUnclear');
  const asked = failure.code === 'not-understood' ? `${notUnderstoodWords(failure)} ` : '';
  return asked + i18n.t('popup.hosted.notChecked');
}

function failureWords(failure: Exclude<VisitFailure, { code: 'sign-in-ended' }>, title: string): ComponentChildren {
  switch (failure.code) {
    case 'not-listed':
      return isolated({ app: title }, (parts) => i18n.t('popup.hosted.notListed', parts));
    case 'foreign-link':
      return <FoldedText text={i18n.t('popup.hosted.foreignLink', { link: failure.link })} />;
    case 'interrupted':
      return i18n.t('popup.hosted.interrupted');
    case 'no-host-access':
      return i18n.t('popup.hostAccess.text');
    case 'not-understood':
      return `${notUnderstoodWords(failure)} ${i18n.t('popup.hosted.notOpened')}`;
    case 'not-renewed':
      return notRenewedWords(failure);
    case 'refused':
    case 'server-error':
      return i18n.t('popup.hosted.notOpened');
    case 'not-sent':
    case 'paused':
    case 'answer-lost':
    case 'list-unclear':
      return i18n.t('popup.hosted.notReached');
  }
}
