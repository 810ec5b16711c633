import { i18n } from '#i18n';
import type { Failure } from '../../lib/failure';
import type { Popup } from '../../lib/popup/popup';
import { Icon } from '../Icon';
import { Countdown } from './Countdown';
import { HostAccess } from './HostAccess';

/** A key that was pasted into the search box: held back, hidden, and to be forgotten with one click. */
export function PastedKey({ popup }: { popup: Popup }) {
  const search = popup.search.value;
  const [pasted] = Object.values(search?.pasted.value?.values ?? {});
  if (!search || pasted === undefined) return null;
  return (
    <div class="note note-warn spaced" role="status">
      <Icon name="warn" />
      <p class="strong">{i18n.t('popup.home.pastedTitle')}</p>
      <p>
        {i18n.t('popup.home.pastedText', { length: pasted.length })}{' '}
        <button type="button" class="quiet" onClick={popup.forgetPasted}>
          {i18n.t('popup.home.forget')}
        </button>
      </p>
    </div>
  );
}

/** What the list itself does not say: searching, only close matches, nothing found, no network. */
export function SearchState({ popup }: { popup: Popup }) {
  const search = popup.search.value;
  if (!search) return null;
  const found = search.found.value;
  const query = popup.place.value.query.trim();
  if (query === '') return null;
  const count = popup.rows.value.length;
  const isAnswered = found.status === 'found' || found.status === 'idle';
  const none = found.status === 'found' && count === 0;
  const { apps, growingTo } = search.growth.value;

  return (
    <>
      <p class="small muted spaced" role="status">
        {found.status === 'searching' && i18n.t('popup.home.searching')}
        {none && i18n.t('popup.home.noHit', { query })}
        {isAnswered && count > 0 && <span class="unseen">{i18n.t('popup.home.count', count)}. </span>}
        {isAnswered && search.isOnlyClose.value && i18n.t('popup.home.onlyClose', { query })}
        {found.status === 'failed' && <Failed failure={found.failure} />}
      </p>
      {found.status === 'failed' && found.failure.code === 'no-host-access' && <HostAccess popup={popup} />}
      {(none || (found.status === 'failed' && found.failure.code !== 'paused')) && (
        <button type="button" class="quiet" onClick={search.again}>
          {i18n.t('popup.home.again')}
        </button>
      )}
      {growingTo !== null && apps > 0 && (
        <p class="small muted">
          {growingTo === 'unknown'
            ? i18n.t('popup.home.growing', { apps: apps.toLocaleString() })
            : i18n.t('popup.home.growingTo', { apps: apps.toLocaleString(), total: growingTo.toLocaleString() })}
        </p>
      )}
    </>
  );
}

function Failed({ failure }: { failure: Failure }) {
  if (failure.code === 'paused')
    return <Countdown until={failure.until} words={(left) => i18n.t('popup.home.paused', { left })} />;
  return <>{i18n.t(failure.code === 'not-sent' ? 'popup.home.offline' : 'popup.home.failed')}</>;
}
