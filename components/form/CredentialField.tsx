import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { FormInput } from '../../lib/page/form/form-inputs';
import type { FieldView } from '../../lib/page/form/form-layout';
import type { Choice } from '../../lib/shared/definitions/definition';
import { Field } from '../ui/Field';
import { HelpText } from './HelpText';
import { type InputWords, labelOf } from './input-words';
import { type CommonProps, TextInput } from './TextInput';

interface CredentialFieldProps extends InputWords {
  input: FormInput;
  /** The definition's layout of the field; undefined for free fields. */
  view?: FieldView | undefined;
  readOnly: boolean;
  onInput: (value: string) => void;
}

/** Shows one input of the form with the control that suits its type. */
export function CredentialField({ input, view, readOnly, help, mark, error, onInput }: CredentialFieldProps) {
  const common = {
    label: labelOf(input),
    mark: mark ?? (input.required || input.kind !== 'credential' ? undefined : i18n.t('field.optional')),
    help: withPreset(help ?? (view && ownHelp(view)), view, input.value),
    error,
  };
  const choose = { input, common, readOnly, onInput };
  switch (view?.control) {
    case 'choice':
      return <Select {...choose} choices={view.choices} />;
    case 'yes-or-no':
      return <Select {...choose} choices={yesOrNo()} />;
    case 'choices':
      return <SelectSeveral {...choose} choices={view.choices} />;
    default:
      return <TextInput input={input} view={view} common={common} readOnly={readOnly} onInput={onInput} />;
  }
}

/** Adds where a value leads that the company has set: hidden, long or chosen before, it may not show that itself. */
function withPreset(help: ComponentChildren, view: FieldView | undefined, value: string): ComponentChildren {
  if (!view) return help;
  const isPreset = value === '' || value === view.preset;
  const places = [view.longFormat, ...(isPreset ? view.presetHosts : [])].filter(Boolean);
  if (places.length === 0) return help;
  return (
    <>
      {help}
      <p>{i18n.t('popup.form.leadsTo', { hosts: places.join(', ') })}</p>
    </>
  );
}

function ownHelp({ help, each }: FieldView) {
  if (help.length === 0 && !each) return undefined;
  return (
    <>
      <HelpText blocks={help} />
      {each && <p>{i18n.t(each === 'pair' ? 'popup.form.eachPair' : 'popup.form.eachValue')}</p>}
    </>
  );
}

interface SelectProps extends Pick<CredentialFieldProps, 'input' | 'readOnly' | 'onInput'> {
  common: CommonProps;
  choices: Choice[];
}

function Select({ input, common, readOnly, choices, onInput }: SelectProps) {
  return (
    <Field {...common}>
      {(control) => (
        <div class="box">
          <select
            {...control}
            name={input.id}
            required={input.required}
            value={input.value}
            disabled={readOnly}
            onChange={(event) => onInput(event.currentTarget.value)}
          >
            <option value="">{i18n.t('popup.form.choice')}</option>
            {choices.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}

/** Lets several choices be picked. Its value has one line for each, like every field with several values. */
function SelectSeveral({ input, common, readOnly, choices, onInput }: SelectProps) {
  const chosen = new Set(input.value.split('\n'));
  return (
    <Field {...common}>
      {(control) => (
        <div class="box box-tall">
          <select
            {...control}
            name={input.id}
            required={input.required}
            multiple
            size={Math.min(6, Math.max(2, choices.length))}
            disabled={readOnly}
            onChange={(event) =>
              onInput(Array.from(event.currentTarget.selectedOptions, ({ value }) => value).join('\n'))
            }
          >
            {choices.map(({ value, label }) => (
              <option key={value} value={value} selected={chosen.has(value)}>
                {label}
              </option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}

const yesOrNo = (): Choice[] => [
  { value: 'true', label: i18n.t('popup.form.yes') },
  { value: 'false', label: i18n.t('popup.form.no') },
];
