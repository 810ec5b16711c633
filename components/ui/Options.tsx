import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { FieldError } from './Field';

interface CheckboxProps {
  /** The accessible name. */
  label: string;
  help: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled: boolean;
  mark?: ComponentChildren;
  /** Shown in the place of the help. */
  error?: ComponentChildren;
}

/** Shows a checkbox with its explanation. */
export function Checkbox({ label, help, checked, onChange, disabled, mark, error }: CheckboxProps) {
  const id = useId();
  const below = error ? `${id}-error` : `${id}-help`;
  return (
    <div class="option">
      <input
        type="checkbox"
        id={id}
        aria-describedby={mark ? `${id}-mark ${below}` : below}
        aria-invalid={error ? 'true' : undefined}
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
      {!error && (
        <p class="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

interface RadioOption<T extends string> {
  value: T;
  label: string;
  help: string;
}

interface RadioGroupProps<T extends string> {
  /** The group's accessible name. */
  label: string;
  options: RadioOption<T>[];
  value: T;
  onChange: (value: T) => void;
  disabled: boolean;
  mark?: ComponentChildren;
  error?: ComponentChildren;
}

/** Shows a radio group, with an explanation of each option. */
export function RadioGroup<T extends string>(props: RadioGroupProps<T>) {
  const { label, options, value, onChange, disabled, mark, error } = props;
  const id = useId();
  return (
    <div
      class="field"
      role="radiogroup"
      aria-labelledby={id}
      aria-describedby={[mark && `${id}-mark`, error && `${id}-error`].filter(Boolean).join(' ') || undefined}
      aria-invalid={error ? 'true' : undefined}
    >
      <div class="field-head">
        <span class="label" id={id}>
          {label}
        </span>
        {mark && (
          <span class="mark" id={`${id}-mark`}>
            {mark}
          </span>
        )}
      </div>
      {options.map((option) => (
        <div class="option" key={option.value}>
          <input
            type="radio"
            name={id}
            id={`${id}-${option.value}`}
            aria-describedby={`${id}-${option.value}-help`}
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
          />
          <label for={`${id}-${option.value}`}>{option.label}</label>
          <p class="help" id={`${id}-${option.value}-help`}>
            {option.help}
          </p>
        </div>
      ))}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
