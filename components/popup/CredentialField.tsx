import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Choices } from '../../lib/apps/definition';
import type { FormInput } from '../../lib/connect/form-fields';
import { Field } from '../Field';
import { TextArea } from '../TextArea';
import { TextField } from '../TextField';
import { type InputWords, labelOf } from './input-words';

interface CredentialFieldProps extends InputWords {
  input: FormInput;
  readOnly: boolean;
  onInput: (value: string) => void;
}

/** One input of the form, as its type calls for. */
export function CredentialField({ input, readOnly, help, mark, error, source, onInput }: CredentialFieldProps) {
  const common = {
    label: labelOf(input),
    mark: mark ?? (input.required || input.kind !== 'credential' ? undefined : i18n.t('field.optional')),
    help,
    error: error && (
      <>
        {error}
        {source && <small>{source}</small>}
      </>
    ),
  };
  const choices = input.field?.type === 'boolean' ? yesOrNo() : input.field?.choices && pairsOf(input.field.choices);
  if (choices)
    return (
      <Field {...common}>
        {(control) => (
          <div class="box">
            <select
              {...control}
              name={input.id}
              value={input.value}
              disabled={readOnly}
              onChange={(event) => onInput(event.currentTarget.value)}
            >
              <option value="">{i18n.t('popup.form.choice')}</option>
              {choices.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </div>
        )}
      </Field>
    );
  return <TextInput input={input} common={common} readOnly={readOnly} onInput={onInput} />;
}

interface TextInputProps extends Pick<CredentialFieldProps, 'input' | 'readOnly' | 'onInput'> {
  common: { label: string; mark: string | undefined; help: InputWords['help']; error: preact.ComponentChildren };
}

function TextInput({ input, common, readOnly, onInput }: TextInputProps) {
  const shown = useSignal(false);
  const hide = () => {
    shown.value = false;
  };
  // Over a shoulder, or in a recorded screen: a revealed secret hides when the hand or the page goes.
  useEffect(() => {
    document.addEventListener('visibilitychange', hide);
    return () => document.removeEventListener('visibilitychange', hide);
  }, []);
  useEffect(hide, [readOnly]);
  const [prefix, suffix] = input.field?.inputFormat?.split('{{input}}') ?? [];

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

  // Chromium ignores "off" where it sees a password; "new-password" keeps saved ones away.
  const autocomplete = input.secret ? 'new-password' : 'off';
  const placeholder = input.field?.placeholder ?? input.field?.default;
  const onBlur = (event: FocusEvent) => {
    const [from, to] = [event.currentTarget, event.relatedTarget];
    const staysInBox = from instanceof Element && to instanceof Element && from.parentElement === to.parentElement;
    if (!staysInBox) hide();
  };
  const shared = { name: input.id, required: input.required, autocomplete, placeholder, onBlur };

  if (input.field?.type === 'text')
    return (
      <TextArea
        {...common}
        value={input.value}
        onInput={onInput}
        readOnly={readOnly}
        rows={4}
        suffix={show}
        area={{ ...shared, class: input.secret && !shown.value ? 'mono masked' : 'mono' }}
      />
    );
  return (
    <TextField
      {...common}
      value={input.value}
      onInput={onInput}
      readOnly={readOnly}
      prefix={prefix || undefined}
      suffix={show || suffix || undefined}
      input={{ ...shared, ...(input.secret && !shown.value ? { type: 'password' } : { type: 'text' }) }}
    />
  );
}

const yesOrNo = (): [value: string, label: string][] => [
  ['true', i18n.t('popup.form.yes')],
  ['false', i18n.t('popup.form.no')],
];

function pairsOf(choices: Choices): [value: string, label: string][] {
  if (!Array.isArray(choices)) return Object.entries(choices);
  return choices.map((choice) => (typeof choice === 'string' ? [choice, choice] : [choice.value, choice.label]));
}
