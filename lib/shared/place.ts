import { storage } from 'wxt/utils/storage';
import type { AppSummary } from './app';
import type { ItemKey } from './items';

/** Where the agent is in an account: what a reopened popup shows at once. */
export interface Place {
  /** What is typed in the search box. */
  query: string;
  /** The app whose form is open. */
  app: AppSummary | null;
  /** Whether a key that was pasted into the search box is held back. */
  holdsPasted: boolean;
  /** Apps whose forms were left with something typed, latest first. */
  unfinished: AppSummary[];
  /** The help desk's ticket that the agent works on for this customer. */
  ticket?: string;
  /** What the account menu asks for, with what is typed there and not saved. */
  asked?: MenuQuestion | null;
}

/** A text that the account menu asks for: the customer's name or the ticket. */
export interface MenuQuestion {
  about: 'label' | 'ticket';
  typed: string;
}

/** Where every account begins. */
export const START: Place = { query: '', app: null, holdsPasted: false, unfinished: [] };

/** Places by account id. Written by pages as the agent moves; the background takes a signed-out account's away. */
export const placesItem = storage.defineItem<Record<string, Place>>('session:places' satisfies ItemKey, {
  fallback: {},
});

/** Keeps places, in the very task of the keystroke: a popup that closes in the same task would lose a write that waits. */
export function writePlaces(places: Record<string, Place>): Promise<void> {
  return storage.setItem(placesItem.key, places);
}
