import { i18n } from '#i18n';
import type { ApiError, NotUnderstood } from '../../lib/shared/failure';
import { FoldedText } from './FoldedText';

/** Links to Zapier's list of the signed-in user's connections. */
export function OpenConnections() {
  return (
    <p>
      <a href="https://zapier.com/app/assets/connections" target="_blank" rel="noreferrer">
        {i18n.t('popup.failure.openConnections')}
      </a>
    </p>
  );
}

const GOT = {
  page: 'popup.failure.gotPage',
  nothing: 'popup.failure.gotNothing',
  redirect: 'popup.failure.gotRedirect',
  other: 'popup.failure.gotOther',
} as const;

interface Answer extends Pick<NotUnderstood, 'status' | 'got'> {
  /** The part that is missing or of an unknown form. */
  member?: string;
}

/** Returns the words for an answer that was not understood. */
export function notUnderstoodWords({ status, got, member }: Answer): string {
  const what = member ? i18n.t('popup.failure.gotNoMember', { member }) : i18n.t(GOT[got]);
  if (status === 0) return i18n.t('popup.failure.notUnderstoodHidden', { got: what });
  return i18n.t('popup.failure.notUnderstood', { status, got: what });
}

/** Returns the words for a sign-in that could not be renewed because of such an answer. */
export function notRenewedWords(answer: Answer): string {
  return `${notUnderstoodWords(answer)} ${i18n.t('popup.failure.notRenewed')}`;
}

interface ZapiersWordsProps {
  error: ApiError;
  status: number;
  /** How the words look; bold by default. */
  class?: string;
}

/** Shows an error in Zapier's words, and says that they are Zapier's. */
export function ZapiersWords({ error, status, class: look = 'strong' }: ZapiersWordsProps) {
  return (
    <div>
      <div class={look}>{error.detail ? <FoldedText text={error.detail} /> : i18n.t('popup.failure.noWords')}</div>
      <p class="muted">{i18n.t('popup.failure.zapiersWords', { status, code: error.code }).trim()}</p>
    </div>
  );
}
