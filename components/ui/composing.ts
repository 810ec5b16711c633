/**
 * Returns whether a key belongs to an input method, which composes text with it, and means nothing to us. Some browsers
 * send the key that ends a composition after its end; its key code is still that of an input method.
 */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;
