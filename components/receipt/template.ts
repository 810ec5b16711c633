import { i18n } from '#i18n';

/** Placeholders of the receipt template. They are not translated, because the user types them. */
export const RECEIPT_PLACEHOLDERS = {
  customer: '{customer}',
  email: '{email}',
  app: '{app}',
  connection: '{connection}',
  id: '{id}',
  when: '{when}',
  how: '{how}',
  ticket: '{ticket}',
};

/** Returns the receipt template that is in force where none is configured. */
export const usualReceiptTemplate = (): string => i18n.t('receipt.template', RECEIPT_PLACEHOLDERS);
