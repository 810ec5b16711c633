import { useSignal } from '@preact/signals';
import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { FormInput } from '../../lib/page/form/form-inputs';
import type { FieldView } from '../../lib/page/form/form-layout';
import { TextArea } from '../ui/TextArea';
import { TextField } from '../ui/TextField';

/** The label, mark, help and error around a credential's control. */
export interface CommonProps {
  label: string;
  mark: string | undefined;
  help: ComponentChildren;
  error: ComponentChildren;
}

interface TextInputProps {
  input: FormInput;
  view: FieldView | undefined;
  common: CommonProps;
  readOnly: boolean;
  onInput: (value: string) => void;
}

/** Matches the values that a browser's date and time control accepts. */
const LOCAL_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?)?$/;

/** Shows a text input. A secret is masked, with a button to show it. */
export function TextInput({ input, view, common, readOnly, onInput }: TextInputProps) {
  const shown = useSignal(false);
  const hide = () => {
    shown.value = false;
  };
  // A revealed secret is masked again when the focus or the page is left, so that no onlooker or recording sees it.
  useEffect(() => {
    document.addEventListener('visibilitychange', hide);
    return () => document.removeEventListener('visibilitychange', hide);
  }, []);
  useEffect(hide, [readOnly]);
  const isMasked = input.secret && !shown.value;

  const show = input.secret && !readOnly && (
    <button
      type="button"
      class="box-action"
      aria-pressed={shown.value}
      aria-description={common.label}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        shown.value = !shown.value;
      }}
    >
      {i18n.t('popup.form.show')}
    </button>
  );

  const onBlur = (event: FocusEvent) => {
    const [from, to] = [event.currentTarget, event.relatedTarget];
    const staysInBox = from instanceof Element && to instanceof Element && from.parentElement === to.parentElement;
    if (!staysInBox) hide();
  };
  const { placeholder } = view ?? {};
  const shared = { name: input.id, required: input.required, placeholder, onBlur };
  const field = { ...common, value: input.value, onInput, readOnly };

  if (view?.control === 'lines')
    return (
      <TextArea
        {...field}
        rows={view.each ? 3 : 4}
        suffix={show}
        area={{ ...shared, class: isMasked ? 'mono masked' : 'mono' }}
      />
    );
  const { prefix, suffix } = view ?? {};
  return (
    <TextField
      {...field}
      prefix={prefix || undefined}
      suffix={
        show || suffix ? (
          <>
            {suffix && (
              <span class="affix" title={suffix}>
                {suffix}
              </span>
            )}
            {show}
          </>
        ) : undefined
      }
      input={{ ...shared, ...kindOf(input, view, isMasked) }}
    />
  );
}

/** Picks the type of the input. Numbers are text: a browser's number control hides what is not a number. */
function kindOf(input: FormInput, view: FieldView | undefined, isMasked: boolean): InputHTMLAttributes {
  // Chromium ignores "off" for passwords; "new-password" keeps it from filling in a saved one. Whatever else is not "off"
  // is written, with its value, into the file from which the browser restores its tabs.
  if (isMasked) return { type: 'password', autocomplete: 'new-password' };
  if (view?.control === 'number')
    return { type: 'text', inputMode: input.field?.type === 'integer' ? 'numeric' : 'decimal' };
  // A default may be a date in another format, which the browser's control would not show.
  if (view?.control === 'datetime' && LOCAL_TIME.test(input.value)) return { type: 'datetime-local' };
  return { type: 'text' };
}
