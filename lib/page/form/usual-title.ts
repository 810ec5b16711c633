import { computed, type ReadonlySignal } from '@preact/signals';
import { type Account, customerName } from '../../shared/account';
import { fillNameTemplate, localDay } from '../../shared/name';
import { uniqueName } from '../../shared/unique-name';

/** An account with the ticket that the agent works on. */
export interface FormAccount extends Account {
  ticket?: string;
}

/** What a connection's name is made of. */
interface TitleOf {
  template: string;
  account: ReadonlySignal<FormAccount>;
  appTitle: string;
  /** Names that the account's connections bear; none until they are known. */
  taken: ReadonlySignal<readonly string[]>;
}

/** The connection's name as long as nobody types another: the template's, and of its own among those taken. */
export function usualTitle({ template, account, appTitle, taken }: TitleOf): ReadonlySignal<string> {
  // The day the form was opened: a name that changed at midnight would change under the hand.
  const date = localDay(new Date());
  return computed(() => {
    const { email, ticket = '' } = account.value;
    const parts = { customer: customerName(account.value), app: appTitle, account: email, date, ticket };
    return uniqueName(fillNameTemplate(template, parts), taken.value);
  });
}
