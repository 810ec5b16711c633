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

/** The same of the message with Zapier's link. */
export const LINK_PLACEHOLDERS = {
  link: '{link}',
  app: '{app}',
  email: '{email}',
  customer: '{customer}',
  ticket: '{ticket}',
};

/** Returns the receipt template that is in force where none is configured. */
export const usualReceiptTemplate = (): string => i18n.t('receipt.template', RECEIPT_PLACEHOLDERS);

/** Returns the template of the message with Zapier's link that is in force where none is configured. */
export const usualLinkTemplate = (): string => i18n.t('link.template', LINK_PLACEHOLDERS);
