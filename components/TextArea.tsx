import { Field, type FieldProps } from './Field';

export interface TextAreaProps extends Omit<FieldProps, 'children'> {
  value: string;
  onInput: (value: string) => void;
  rows: number;
  readOnly?: boolean | undefined;
}

/** A text of several lines that is no prose: monospaced, and nothing in it corrected. */
export function TextArea({ value, onInput, rows, readOnly, ...field }: TextAreaProps) {
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
            {...control}
            readOnly={readOnly}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
        </div>
      )}
    </Field>
  );
}
