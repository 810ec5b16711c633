/** What a name template may hold, and what stands for each in a connection's name. An empty part is left out. */
export interface NameParts {
  customer: string;
  /** The app's title. */
  app: string;
  /** The account's e-mail. */
  account: string;
  /** The local day, as yyyy-mm-dd. */
  date: string;
  /** The help desk's ticket; empty where there is none. */
  ticket: string;
}

/** One placeholder of a template; its group is a key of {@link NameParts}. */
export const PLACEHOLDER = /\{(customer|app|account|date|ticket)\}/g;

/**
 * Why connections cannot be named by a template. Without a placeholder all would be called the same;
 * `{ticket}` alone does not help, since it is often empty. What looks like a placeholder and is none is
 * a slip of the pen, and would stand in every customer's connections.
 */
export function templateProblem(template: string): 'no-placeholder' | 'unknown-placeholder' | null {
  if (/\{\w+\}/.test(template.replace(PLACEHOLDER, ''))) return 'unknown-placeholder';
  return /\{(customer|app|account|date)\}/.test(template) ? null : 'no-placeholder';
}
