import { type FilledText, fillText, textTemplateProblem } from './filled-text';

/** Values for the placeholders of a receipt template. Empty ones are left out of the receipt. */
export interface ReceiptParts {
  /** The customer's name. */
  customer: string;
  /** The account's e-mail. */
  email: string;
  /** The app's title. */
  app: string;
  /** The connection's name. */
  connection: string;
  /** The connection's id. */
  id: string;
  /** Day and time of the connection, with the time zone. */
  when: string;
  /** How the connection was made. */
  how: string;
  /** The help desk ticket; empty if there is none. */
  ticket: string;
}

/** Placeholders of which a template needs one: without any, all receipts would be the same. `{ticket}` is often empty. */
const TELLING: (keyof ReceiptParts)[] = ['customer', 'email', 'app', 'connection', 'id', 'when', 'how'];

/** Returns why a receipt template is unusable, or null. */
export const receiptTemplateProblem = (template: string): ReturnType<typeof textTemplateProblem> =>
  textTemplateProblem(template, [...TELLING, 'ticket'], TELLING);

/** Fills a receipt template, as {@link fillText} does. */
export const fillReceipt = (template: string, parts: ReceiptParts): FilledText => fillText(template, { ...parts });
