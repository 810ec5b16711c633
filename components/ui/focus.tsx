import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Does something once the last change is rendered, and before the next key press can come: Preact renders in a
 * microtask that the change has queued.
 */
export const afterRender = (work: () => void): void => queueMicrotask(work);

/**
 * Focuses the screen's main control, marked `data-main-control`. A control that disappears when it is used calls
 * this: otherwise nothing has the focus, and what is typed next is lost.
 */
export const focusMainControl = (): void => document.querySelector<HTMLElement>('[data-main-control]')?.focus();

/** Focuses a control that appears by itself, unless the agent is in the account menu or in a modal dialog just then. */
export function offerFocus(control: HTMLElement | null | undefined): void {
  if (!document.activeElement?.closest('.menu, dialog:modal')) control?.focus();
}

interface VanishingButtonProps {
  onClick: () => void;
  children: string;
}

/** Shows a quiet button that disappears when it is used, and moves the focus to the main control. */
export function VanishingButton({ onClick, children }: VanishingButtonProps) {
  return (
    <button
      type="button"
      class="quiet"
      onClick={() => {
        focusMainControl();
        onClick();
      }}
    >
      {children}
    </button>
  );
}

interface FocusedButtonProps {
  words: string;
  onClick: () => void;
}

/** Shows the button for the one thing to do next, and focuses it. */
export function FocusedButton({ words, onClick }: FocusedButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => offerFocus(button.current), []);
  return (
    <button data-main-control ref={button} type="button" class="button button-main" onClick={onClick}>
      {words}
    </button>
  );
}
