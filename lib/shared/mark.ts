import { storage } from 'wxt/utils/storage';
import type { ItemKey } from './items';

/** The news that the toolbar icon shows until the popup is opened. */
export type Mark = 'connected' | 'needs-you';

/** The icon's mark, stored so that a page knows that it has to be removed. Written by the background. */
export const markItem = storage.defineItem<Mark>('session:mark' satisfies ItemKey);
