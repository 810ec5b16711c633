import { i18n } from '#i18n';
import type { ApiError, Failure, NotUnderstood } from '../../lib/shared/failure';
import { Details } from './Alert';
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

/** Returns the words for what came instead of data. */
export const gotWords = (got: NotUnderstood['got']): string => i18n.t(GOT[got]);

interface Answer extends Pick<NotUnderstood, 'status' | 'got'> {
  /** The part that is missing or of an unknown form. */
  member?: string;
}

/** Returns the words for an answer that was not understood. */
export function notUnderstoodWords({ status, got, member }: Answer): string {
  const what = member ? i18n.t('popup.failure.gotNoMember', { member }) : gotWords(got);
  if (status === 0) return i18n.t('popup.failure.notUnderstoodHidden', { got: what });
  return i18n.t('popup.failure.notUnderstood', { status, got: what });
}

/** Returns the words for a sign-in that could not be renewed because of such an answer. */
export function notRenewedWords(answer: Answer): string {
  return `${notUnderstoodWords(answer)} ${i18n.t('popup.failure.notRenewed')}`;
}

/** An answer with errors in Zapier's words: a refusal, or a problem of Zapier's. */
type Errors = Pick<Extract<Failure, { errors: ApiError[] }>, 'code' | 'status' | 'errors'>;

/** Shows errors in Zapier's words. A long one is folded. */
export function ZapiersWords({ code, errors }: Pick<Errors, 'code' | 'errors'>) {
  const noWords = i18n.t(code === 'refused' ? 'popup.failure.noWords' : 'popup.failure.noReason');
  return errors.map(({ pointer, detail }) => (
    <div key={`${pointer} ${detail}`}>{detail ? <FoldedText text={detail} /> : noWords}</div>
  ));
}

/** Says of errors that their words are Zapier's, with their codes. */
export function zapiersCodes({ errors, status }: Pick<Errors, 'errors' | 'status'>): string {
  const code = [...new Set(errors.map((error) => error.code))].join(', ');
  const hasWords = errors.some(({ detail }) => detail);
  return i18n.t(hasWords ? 'popup.failure.zapiersWords' : 'popup.failure.zapiersAnswer', { status, code }).trim();
}

/** Shows errors of a refusal in Zapier's words where there is no alert, with the codes folded. */
export function ZapiersRefusal({ errors, status }: Pick<Errors, 'errors' | 'status'>) {
  return (
    <>
      <ZapiersWords code="refused" errors={errors} />
      <Details>
        <p>{zapiersCodes({ errors, status })}</p>
      </Details>
    </>
  );
}

/** Shows errors in Zapier's words with their codes. Belongs where it is folded. */
export function ZapiersAnswer(answer: Errors) {
  return (
    <>
      <ZapiersWords {...answer} />
      <p class="muted">{zapiersCodes(answer)}</p>
    </>
  );
}
