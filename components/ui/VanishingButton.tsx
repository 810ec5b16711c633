import { focusMainControl } from './main-control';

interface VanishingButtonProps {
  onClick: () => void;
  children: string;
}

/** A quiet button that goes with what it is about: the focus stays on the screen. */
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
