import { storage } from 'wxt/utils/storage';
import { changeItem, type ItemKey } from './items';

/**
 * The help desk ticket that the agent is working on for each customer, by account id. Written by pages, and by the
 * background for a ticket that was typed before a sign-in.
 */
export const ticketsItem = storage.defineItem<Record<string, string>>('session:tickets' satisfies ItemKey, {
  fallback: {},
});

/** Stores the ticket of a customer; an empty one removes it. */
export const writeTicket = (accountId: string, ticket: string): Promise<void> =>
  changeItem(ticketsItem, ({ [accountId]: _before, ...others }) =>
    ticket ? { ...others, [accountId]: ticket } : others,
  );
