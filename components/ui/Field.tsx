import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './Icon';

/** What ties a control to its label, help and error; to be spread onto it. */
export interface ControlProps {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
}

export interface FieldProps {
  /** The control's accessible name. */
  label: string;
  /** At the label's right, for example "optional". Describes the control and is no part of its name. */
  mark?: ComponentChildren;
  help?: ComponentChildren;
  /** Takes the place of the help. */
  error?: ComponentChildren;
  /** Draws the control. */
  children: (control: ControlProps) => ComponentChildren;
}

/** A control with its label above it, and help or an error beneath. */
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

/** The place of a field's error: in the page from the first paint, so that what appears in it is read out. */
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
