import { i18n } from '#i18n';
import type { ApiError, NotUnderstood } from '../../lib/shared/failure';
import { FoldedText } from './FoldedText';

/** Links to Zapier's list of the signed-in user's connections. */
export function OpenConnections() {
  return (
    <a class="quiet" href="https://zapier.com/app/assets/connections" target="_blank" rel="noreferrer">
      {i18n.t('popup.failure.openConnections')}
    </a>
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
  errors: ApiError[];
  /** Zapier's HTTP status, to be shown with the codes of the errors; left out where they are folded. */
  status?: number;
}

/** Shows errors in Zapier's words. A long one is folded. */
export function ZapiersWords({ errors, status }: ZapiersWordsProps) {
  return (
    <>
      {errors.map(({ pointer, detail }) => (
        <div key={pointer}>{detail ? <FoldedText text={detail} /> : i18n.t('popup.failure.noWords')}</div>
      ))}
      {status !== undefined && <p class="muted">{zapiersCodes({ errors, status })}</p>}
    </>
  );
}

/** Says of errors that their words are Zapier's, with their codes. */
export function zapiersCodes({ errors, status }: Required<ZapiersWordsProps>): string {
  const code = [...new Set(errors.map((error) => error.code))].join(', ');
  return i18n.t('popup.failure.zapiersWords', { status, code }).trim();
}
