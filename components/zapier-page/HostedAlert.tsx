import { i18n } from '#i18n';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { HostedConnect, Instead } from '../../lib/shared/visit';
import { ZapierSignOut } from '../sign-in/ZapierSignOut';
import { Icon } from '../ui/Icon';
import { HostedFailureNote } from './HostedFailureNote';

interface HostedAlertProps {
  popup: Popup;
  account: AccountView;
  visit: HostedConnect;
}

/** What of a visit to Zapier's page needs the agent. */
export function HostedAlert({ popup, account, visit }: HostedAlertProps) {
  const { progress, reconnects, app } = visit;
  const { email } = account;
  switch (progress.status) {
    case 'nothing-new':
      return (
        <div class="note note-warn spaced">
          <Icon name="warn" />
          <SomeoneElse popup={popup} title={i18n.t('popup.hosted.nothingNew', { email })} />
        </div>
      );
    case 'not-reconnected': {
      const { isGone, instead } = progress;
      const words = { title: reconnects?.title ?? '', email };
      const title = isGone ? i18n.t('popup.hosted.gone', words) : i18n.t('popup.hosted.stillExpired', words);
      return (
        <div class="note note-warn spaced">
          <Icon name="warn" />
          {isGone || instead.length > 0 ? <p class="strong">{title}</p> : <SomeoneElse popup={popup} title={title} />}
          {instead.map((other) => (
            <p key={other.id}>{wordsFor(other)}</p>
          ))}
        </div>
      );
    }
    case 'not-checked':
    case 'not-opened':
      return (
        <HostedFailureNote
          popup={popup}
          app={app}
          failure={progress.failure}
          wasOpen={progress.status === 'not-checked'}
        />
      );
    default:
      return null;
  }
}

function wordsFor({ title, how }: Instead): string {
  return how === 'made'
    ? i18n.t('popup.hosted.madeInstead', { title })
    : i18n.t('popup.hosted.renewedInstead', { title });
}

/** Nothing happened in the account: whose Zapier session the page may have used. */
function SomeoneElse({ popup, title }: { popup: Popup; title: string }) {
  return (
    <>
      <p>
        <b>{title}</b> {i18n.t('popup.hosted.someoneElseText')}
      </p>
      <p>
        <ZapierSignOut popup={popup}>{i18n.t('popup.wrongAccount.openZapier')}</ZapierSignOut>
      </p>
    </>
  );
}
