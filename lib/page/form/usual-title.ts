import { computed, type ReadonlySignal } from '@preact/signals';
import { type Account, customerName } from '../../shared/account';
import { fillNameTemplate, localDay, uniqueName } from '../../shared/name-template';

/** An account, with the ticket that the agent is working on. */
export interface FormAccount extends Account {
  ticket?: string;
}

/** The parts that a connection's name is made of. */
interface TitleOf {
  template: string;
  account: ReadonlySignal<FormAccount>;
  appTitle: string;
  /** Names of the account's existing connections; empty until they are known. */
  existingTitles: ReadonlySignal<readonly string[]>;
}

/** Fills the name template in, and numbers the name when a connection already has it. */
export function usualTitle({ template, account, appTitle, existingTitles }: TitleOf): ReadonlySignal<string> {
  // The day the form was opened, so that the name does not change at midnight while the agent works on it.
  const date = localDay(new Date());
  return computed(() => {
    const { email, ticket = '' } = account.value;
    const parts = { customer: customerName(account.value), app: appTitle, account: email, date, ticket };
    return uniqueName(fillNameTemplate(template, parts), existingTitles.value);
  });
}
