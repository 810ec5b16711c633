import { i18n } from '#i18n';

/** Whose words an error shows, with the status and code they came with. */
export function zapiersWords(status: number, code: string): string {
  return i18n.t('popup.failure.zapiersWords', { status, code }).trim();
}
