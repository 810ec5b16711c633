import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

/** What the toolbar icon tells while nobody has looked. */
export type Mark = 'connected' | 'needs-you';

/** The icon's mark, kept so that a page knows that there is one to take off. Written by the background. */
export const markItem = storage.defineItem<Mark>('session:mark' satisfies ItemKey);
