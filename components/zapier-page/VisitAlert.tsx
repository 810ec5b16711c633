import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { PageOrder } from '../../lib/shared/order';
import type { FoundElsewhere, Instead, OtherAccount } from '../../lib/shared/order-stage';
import { DeleteConnection } from '../form/DeleteConnection';
import { ZapierSignOut } from '../sign-in/ZapierSignOut';
import { Alert } from '../ui/Alert';
import { focusMainControl } from '../ui/focus';
import { isolated } from '../ui/isolated';
import { useStatus } from '../ui/status';
import { PageFailed } from './PageFailed';

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
  if (stage.name === 'failed')
    return <PageFailed {...failed} failure={stage.failure} verdict={i18n.t('popup.hosted.notOpened')} />;
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
      return <PageFailed {...failed} failure={doubt.failure} />;
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
          {form.mayDelete && (
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
          )}
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
