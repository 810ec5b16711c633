import type { ComponentChildren, InputHTMLAttributes, Ref } from 'preact';
import { Field, type FieldProps } from './Field';

export interface TextFieldProps extends Omit<FieldProps, 'children'> {
  value: string;
  onInput: (value: string) => void;
  /** Fixed text before the value, in the same box. */
  prefix?: ComponentChildren;
  /** After the value, in the same box: fixed text, or a button such as Show. */
  suffix?: ComponentChildren;
  /** True when the text can be read and copied, but not changed. */
  readOnly?: boolean | undefined;
  inputRef?: Ref<HTMLInputElement>;
  /** True if it is the screen's main control. */
  isMain?: boolean;
  /** Further attributes of the input, for example its type or key handlers. */
  input?: InputHTMLAttributes;
}

/** Shows a text input. The browser neither corrects, completes nor remembers what is typed there. */
export function TextField({
  value,
  onInput,
  prefix,
  suffix,
  readOnly,
  inputRef,
  isMain,
  input,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      {(control) => (
        <div class="box">
          {prefix && (
            <span class="affix" title={typeof prefix === 'string' ? prefix : undefined}>
              {prefix}
            </span>
          )}
          <input
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            {...input}
            {...control}
            {...(inputRef ? { ref: inputRef } : {})}
            data-main-control={isMain}
            readOnly={readOnly}
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
          {typeof suffix === 'string' ? (
            <span class="affix" title={suffix}>
              {suffix}
            </span>
          ) : (
            suffix
          )}
        </div>
      )}
    </Field>
  );
}
