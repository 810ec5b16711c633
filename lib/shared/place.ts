import { storage } from 'wxt/utils/storage';
import type { AppSummary } from './app';
import type { ItemKey } from './items';

/** Where the agent is in an account, so that a reopened popup shows the same. */
export interface Place {
  /** The text in the search box. */
  query: string;
  /** The app whose form is open. */
  app: AppSummary | null;
  /** True if a key was pasted into the search box and waits, hidden, for its app. */
  holdsPasted: boolean;
  /** Apps whose forms were left unfinished, latest first. */
  unfinished: AppSummary[];
  /** Id of the order whose receipt was copied last, which a page that opens later no longer shows. */
  copied?: string;
  /** The open question of the account menu, with its unsaved text. */
  asked?: MenuQuestion | null;
}

/** A text that the account menu asks for: the customer's name or the ticket. */
export interface MenuQuestion {
  about: 'label' | 'ticket';
  typed: string;
}

/** The initial place in an account. */
export const START: Place = { query: '', app: null, holdsPasted: false, unfinished: [] };

/** Places by account id. Written by pages as the agent moves. The background removes an account's at sign-out. */
export const placesItem = storage.defineItem<Record<string, Place>>('session:places' satisfies ItemKey, {
  fallback: {},
});

/** Stores places. Must be called in the same task as the keystroke: a popup that closes in it loses a later write. */
export function writePlaces(places: Record<string, Place>): Promise<void> {
  return storage.setItem(placesItem.key, places);
}
