import { type FilledText, fillText, textTemplateProblem } from './filled-text';

/** Values for the placeholders of the message with which a customer gets Zapier's link. Empty ones are left out. */
export interface LinkParts {
  /** Zapier's link for the app. */
  link: string;
  /** The app's title. */
  app: string;
  /** The e-mail of the Zapier account in which the link has to be opened. */
  email: string;
  /** The customer's name. */
  customer: string;
  /** The help desk ticket; empty if there is none. */
  ticket: string;
}

/** Returns why a template is unusable, or null. A message without the link would be sent in vain. */
export const linkTemplateProblem = (template: string): ReturnType<typeof textTemplateProblem> =>
  textTemplateProblem(template, ['link', 'app', 'email', 'customer', 'ticket'] satisfies (keyof LinkParts)[], ['link']);

/** Longest value, in code points: a link that is cut would lead nowhere. */
const LONGEST_LINK = 10_000;

/** Fills a template, as {@link fillText} does. */
export const fillLinkMessage = (template: string, parts: LinkParts): FilledText =>
  fillText(template, { ...parts }, LONGEST_LINK);
