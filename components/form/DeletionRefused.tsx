import { i18n } from '#i18n';
import type { Failure } from '../../lib/shared/failure';
import { Countdown } from '../ui/Countdown';
import { Icon } from '../ui/Icon';
import { ZAPIER_CONNECTIONS } from '../ui/zapier-links';
import { zapiersWords } from '../ui/zapiers-words';

/** Answers by which Zapier lets nobody delete by the API, or not this connection. */
const NOT_FROM_HERE = [403, 404, 405];

/** Why a connection is still there, or may be, and where to look. */
export function DeletionRefused({ failure }: { failure: Failure }) {
  return (
    <div class="note note-warn spaced">
      <Icon name="warn" />
      <Reason failure={failure} />
      <p>
        <a href={ZAPIER_CONNECTIONS} target="_blank" rel="noreferrer">
          {i18n.t('popup.failure.openConnections')}
        </a>
      </p>
    </div>
  );
}

function Reason({ failure }: { failure: Failure }) {
  if (failure.code === 'refused' && NOT_FROM_HERE.includes(failure.status))
    return <p>{i18n.t('popup.undo.notAllowed')}</p>;
  if (failure.code === 'answer-lost' || failure.code === 'server-error')
    return (
      <p>
        <b>{i18n.t('popup.failure.notSure')}</b> {i18n.t('popup.undo.notSure')}
      </p>
    );
  return (
    <p>
      <b>{i18n.t('popup.undo.notDeleted')}</b> <Details failure={failure} />
    </p>
  );
}

function Details({ failure }: { failure: Failure }) {
  switch (failure.code) {
    case 'refused':
      return (
        <>
          {failure.errors.map(({ code, detail, pointer }) => (
            <span key={pointer}>
              {detail || i18n.t('popup.failure.noWords')} <small>{zapiersWords(failure.status, code)}</small>
            </span>
          ))}
        </>
      );
    case 'sign-in-ended':
      return <>{i18n.t('popup.undo.ended')}</>;
    case 'paused':
      return <Countdown until={failure.until} words={(left) => i18n.t('popup.failure.paused', { left })} />;
    case 'no-host-access':
      return <>{i18n.t('popup.hostAccess.text')}</>;
    default:
      return <>{i18n.t('popup.undo.notReached')}</>;
  }
}
