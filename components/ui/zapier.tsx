import { i18n } from '#i18n';
import type { NotUnderstood } from '../../lib/shared/failure';

/** Zapier's own sign-out. */
export const ZAPIER_LOGOUT = 'https://zapier.com/app/logout';

/** Zapier's list of the signed-in user's connections. */
export const ZAPIER_CONNECTIONS = 'https://zapier.com/app/assets/connections';

/** Returns a line that marks an error's words as Zapier's, with their status and code. */
export function zapiersWords(status: number, code: string): string {
  return i18n.t('popup.failure.zapiersWords', { status, code }).trim();
}

const GOT = {
  page: 'popup.failure.gotPage',
  nothing: 'popup.failure.gotNothing',
  other: 'popup.failure.gotOther',
} as const;

interface Answer extends Pick<NotUnderstood, 'status' | 'got'> {
  /** The part that is missing or of an unknown form. */
  member?: string;
}

/** Returns the words for an answer that was not understood. */
export function notUnderstoodWords({ status, got, member }: Answer): string {
  const what = member ? i18n.t('popup.failure.gotNoMember', { member }) : i18n.t(GOT[got]);
  return i18n.t('popup.failure.notUnderstood', { status, got: what });
}

/** Returns the words for a sign-in that could not be renewed because of such an answer. */
export function notRenewedWords(answer: Answer): string {
  return `${notUnderstoodWords(answer)} ${i18n.t('popup.failure.notRenewed')}`;
}

/** Shows an error in Zapier's words, and says that they are Zapier's. */
export function ZapiersWords({ status, code, detail }: { status: number; code: string; detail: string }) {
  return (
    <div>
      <p class="strong">{detail || i18n.t('popup.failure.noWords')}</p>
      <p class="muted">{zapiersWords(status, code)}</p>
    </div>
  );
}
