// Apart from what reads and writes under them: the popup's first screen needs a key, and nothing else of a form.

/** Where an account keeps something of an app's form; sign-out finds it by the account's id. */
type FormKey<Kind extends string> = `session:${Kind}/${string}/${string}`;

/** Key of an app's Draft. Written by pages, taken away by the background. */
export const draftKey = (accountId: string, appId: string): FormKey<'draft'> => `session:draft/${accountId}/${appId}`;

/** Key of an app's Secrets. Written by pages, taken away by the background. */
export const secretsKey = (accountId: string, appId: string): FormKey<'secrets'> =>
  `session:secrets/${accountId}/${appId}`;

/** Stands for an app where a key was pasted into the search: those secrets belong to no app yet. */
export const PASTED_INTO_SEARCH = 'search';
