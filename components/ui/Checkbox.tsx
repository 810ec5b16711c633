import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface CheckboxProps {
  /** The accessible name. */
  label: string;
  help: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled: boolean;
  mark?: ComponentChildren;
}

/** Something that is on or off, explained. */
export function Checkbox({ label, help, checked, onChange, disabled, mark }: CheckboxProps) {
  const id = useId();
  return (
    <div class="option">
      <input
        type="checkbox"
        id={id}
        aria-describedby={mark ? `${id}-mark ${id}-help` : `${id}-help`}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <div class="field-head">
        <label for={id}>{label}</label>
        {mark && (
          <span class="mark" id={`${id}-mark`}>
            {mark}
          </span>
        )}
      </div>
      <p class="help" id={`${id}-help`}>
        {help}
      </p>
    </div>
  );
}
