import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import type { Found, Search } from '../../lib/page/search/search';
import type { Failure } from '../../lib/shared/failure';
import { HostAccess } from '../sign-in/HostAccess';
import { SignInAgain } from '../sign-in/SignInAgain';
import { Countdown } from '../ui/Countdown';
import { VanishingButton } from '../ui/focus';
import { isolated } from '../ui/isolated';
import { useStatus } from '../ui/status';
import { notRenewedWords, notUnderstoodWords } from '../ui/zapier';

/** Milliseconds for which typing has to pause before the state is shown. */
const REST_MS = 500;

/** Failures after which searching again is no help, or another button offers it. */
const WITHOUT_BUTTON: Failure['code'][] = ['paused', 'not-renewed', 'sign-in-ended'];

/** Shows what the list of results cannot: searching, only close matches, nothing found, or a failure. */
export function SearchState({ popup, search, query }: { popup: Popup; search: Search; query: string }) {
  const found = search.found.value;
  const count = popup.rows.value.length;
  const none = found.status === 'found' && count === 0;
  const failure = found.status === 'failed' ? found.failure : null;
  const { apps, growingTo } = search.growth.value;
  const rested = useSignal('');
  const rests = rested.value === query;
  useLayoutEffect(() => {
    const timer = setTimeout(() => {
      rested.value = query;
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [query]);
  const isAnswered = found.status === 'found' || found.status === 'idle';
  useStatus(rests && isAnswered && count > 0 ? i18n.t('popup.home.count', count) : '');

  return (
    <>
      <p class="small muted spaced" role="status">
        {rests && wordsFor(found, { none, query, isOnlyClose: search.isOnlyClose.value })}
      </p>
      {failure?.code === 'no-host-access' && <HostAccess popup={popup} />}
      {failure?.code === 'not-renewed' && (
        <p>
          <VanishingButton onClick={search.again}>{i18n.t('popup.failure.tryAgain')}</VanishingButton>{' '}
          <SignInAgain popup={popup} />
        </p>
      )}
      {(none || (failure && !WITHOUT_BUTTON.includes(failure.code))) && (
        <VanishingButton onClick={search.again}>{i18n.t('popup.home.again')}</VanishingButton>
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

interface Hits {
  none: boolean;
  query: string;
  isOnlyClose: boolean;
}

function wordsFor(found: Found, { none, query, isOnlyClose }: Hits): ComponentChildren {
  if (found.status === 'searching') return i18n.t('popup.home.searching');
  if (found.status === 'failed') return <Failed failure={found.failure} />;
  if (none) return isolated({ query }, (parts) => i18n.t('popup.home.noHit', parts));
  return isOnlyClose && isolated({ query }, (parts) => i18n.t('popup.home.onlyClose', parts));
}

function Failed({ failure }: { failure: Failure }) {
  if (failure.code === 'paused')
    return <Countdown until={failure.until} words={(left) => i18n.t('popup.home.paused', { left })} />;
  if (failure.code === 'not-understood') return <>{notUnderstoodWords(failure)}</>;
  if (failure.code === 'not-renewed') return <>{notRenewedWords(failure)}</>;
  // Said above the list.
  if (failure.code === 'sign-in-ended') return null;
  const said = failure.code === 'refused' ? failure.errors[0]?.detail : '';
  if (said) return isolated({ said }, (parts) => i18n.t('popup.home.refused', parts));
  return <>{i18n.t(failure.code === 'not-sent' && !navigator.onLine ? 'popup.home.offline' : 'popup.home.failed')}</>;
}
