import { followPopupState } from '../../lib/popup/popup-state';

/**
 * On its way from storage while the rest of the popup's code is still evaluated: main.tsx imports this
 * before everything else.
 */
export const state = followPopupState();
