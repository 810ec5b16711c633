/**
 * Gives the focus to the control that the screen's work goes on from, marked `data-main-control`: for a control that
 * vanishes when it is used. A browser leaves the focus on nothing then, and what is typed next is lost.
 */
export const focusMainControl = (): void => document.querySelector<HTMLElement>('[data-main-control]')?.focus();
