import { storage } from 'wxt/utils/storage';
import type { AppSummary } from '../../shared/app';
import { fold } from '../../shared/directory/fold';
import type { ItemKey } from '../../shared/items';

/** What was typed into the search, folded, and the app that was opened with it. */
export interface TypedFor {
  typed: string;
  app: AppSummary;
}

/** What was typed for which app, latest first. In memory only: it may be a customer's words. Written by pages. */
export const typedForItem = storage.defineItem<TypedFor[]>('session:typedFor' satisfies ItemKey, { fallback: [] });

/** Most texts that are remembered. */
const MAX_TYPED = 50;

/** Returns what is remembered with another choice added. */
export function withChoice(remembered: TypedFor[], text: string, app: AppSummary): TypedFor[] {
  const typed = fold(text);
  return [{ typed, app }, ...remembered.filter((one) => one.typed !== typed)].slice(0, MAX_TYPED);
}

/** Returns the app that was last opened with this text, or with one that begins with it; undefined if there is none. */
export function chosenFor(remembered: TypedFor[], text: string): AppSummary | undefined {
  const typed = fold(text);
  if (typed === '') return undefined;
  return (remembered.find((one) => one.typed === typed) ?? remembered.find((one) => one.typed.startsWith(typed)))?.app;
}
