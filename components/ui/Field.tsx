import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './Icon';

/** Attributes that connect a control with its label, help and error, to be spread onto it. */
export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
}

export interface FieldProps {
  /** The control's accessible name. */
  label: string;
  /** To the right of the label, for example "optional". Describes the control, but is not part of its name. */
  mark?: ComponentChildren;
  help?: ComponentChildren;
  /** Shown in the place of the help. */
  error?: ComponentChildren;
  /** Renders the control. */
  children: (control: ControlProps) => ComponentChildren;
}

/** Shows a control with its label above it and its help or error below. */
export function Field({ label, mark, help, error, children }: FieldProps) {
  const id = useId();
  const describedBy = [mark && `${id}-mark`, error ? `${id}-error` : help && `${id}-help`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <div class="field-head">
        <label for={id}>{label}</label>
        {mark && (
          <span class="mark" id={`${id}-mark`}>
            {mark}
          </span>
        )}
      </div>
      {children({ id, 'aria-describedby': describedBy || undefined, 'aria-invalid': error ? 'true' : undefined })}
      <FieldError id={`${id}-error`} error={error} />
      {help && !error && (
        <div class="help" id={`${id}-help`}>
          {help}
        </div>
      )}
    </div>
  );
}

/** Shows a field's error. Its region is always in the page, so that screen readers announce an error in it. */
export function FieldError({ id, error }: { id: string; error: ComponentChildren }) {
  return (
    <div class="error" role="alert" id={id}>
      {error && (
        <>
          <Icon name="bad" />
          <div>{error}</div>
        </>
      )}
    </div>
  );
}
