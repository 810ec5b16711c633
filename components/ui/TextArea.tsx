import type { ComponentChildren, TextareaHTMLAttributes } from 'preact';
import { Field, type FieldProps } from './Field';

export interface TextAreaProps extends Omit<FieldProps, 'children'> {
  value: string;
  onInput: (value: string) => void;
  rows: number;
  readOnly?: boolean | undefined;
  /** After the value, in the same box, for example a button such as Show. */
  suffix?: ComponentChildren;
  /** Further attributes of the text area, for example its name. */
  area?: TextareaHTMLAttributes;
}

/** Shows a monospaced text area. The browser neither corrects nor completes what is typed there. */
export function TextArea({ value, onInput, rows, readOnly, suffix, area, ...field }: TextAreaProps) {
  return (
    <Field {...field}>
      {(control) => (
        <div class="box box-tall">
          <textarea
            class="mono"
            rows={rows}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            {...area}
            {...control}
            readOnly={readOnly}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
          {suffix}
        </div>
      )}
    </Field>
  );
}
