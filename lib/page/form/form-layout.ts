import { defaultValue, fieldsOf, isAsked, isSecret } from '../../shared/definitions/credentials';
import type { AppDefinition, AuthField, Choice } from '../../shared/definitions/definition';
import { affixes } from '../../shared/definitions/input-format';
import { withoutInvisible } from '../../shared/outside-text';
import { definedId } from './form-inputs';
import { type Block, parseHelp } from './help-text';
import { hostsIn } from './hosts';

/** The kind of control for a field. */
export type Control = 'line' | 'lines' | 'number' | 'datetime' | 'choice' | 'choices' | 'yes-or-no';

/** How a field is shown, regardless of its value. */
export interface FieldView {
  control: Control;
  /** The choices; empty if the field has none. */
  choices: Choice[];
  /** Fixed text before and after the input. */
  prefix: string;
  suffix: string;
  /** An example of a value, or the default that Zapier uses for an empty input. */
  placeholder: string;
  help: Block[];
  /** The value before anyone types, and the hosts in it, which are told while it is in force. */
  preset: string;
  presetHosts: string[];
  /** The whole address around the input, where it is too long to be seen there; otherwise empty. */
  longFormat: string;
  /** The content of each line; null if the field takes only one value. */
  each: 'value' | 'pair' | null;
}

/** Length of the fixed text around an input that can be seen beside it, in UTF-16 units. */
const FORMAT_SEEN = 28;

/** A part of a defined form, below the connection's name. */
export type LayoutPart =
  | { kind: 'input'; id: string; view: FieldView }
  /** Text without an input. */
  | { kind: 'text'; id: string; label: string | null; help: Block[]; text: string }
  /** A field with children. */
  | { kind: 'group'; id: string; label: string; help: Block[]; parts: LayoutPart[] };

/** Returns the layout of a definition's form, from top to bottom; empty without a definition. */
export function formLayout(definition: AppDefinition | null): LayoutPart[] {
  return definition ? partsOf(fieldsOf(definition), []) : [];
}

function partsOf(fields: AuthField[], parents: string[]): LayoutPart[] {
  return fields
    .filter(({ computed }) => !computed)
    .map((field): LayoutPart => {
      const path = [...parents, field.key];
      const id = definedId(path);
      const { label = null, helpText = '', default: text = '' } = field;
      const help = parseHelp(helpText);
      if (!isAsked(field)) return { kind: 'text', id, label, help, text };
      if (field.children)
        return { kind: 'group', id, label: label ?? field.key, help, parts: partsOf(field.children, path) };
      return { kind: 'input', id, view: { ...viewOf(field), help } };
    });
}

function viewOf(field: AuthField): Omit<FieldView, 'help'> {
  const each = field.dict ? 'pair' : field.list ? 'value' : null;
  const preset = defaultValue(field);
  const { prefix, suffix } = affixes(field);
  return {
    control: controlOf(field),
    choices: choicesOf(field).map(withHosts),
    each,
    placeholder: field.placeholder ?? preset,
    preset,
    presetHosts: field.choices ? [] : hostsIn(preset),
    prefix,
    suffix,
    longFormat: prefix.length + suffix.length > FORMAT_SEEN ? `${prefix}…${suffix}` : '',
  };
}

/** Adds the hosts in a choice's value to its label, unless the label names them. */
function withHosts({ value, label }: Choice): Choice {
  const told = hostsIn(label);
  const hosts = hostsIn(value).filter((host) => !told.includes(host));
  return { value, label: withoutInvisible(hosts.length === 0 ? label : `${label} (${hosts.join(', ')})`) };
}

function controlOf(field: AuthField): Control {
  if (field.dict) return 'lines';
  if (field.choices) return field.list ? 'choices' : 'choice';
  if (field.list) return 'lines';
  if (field.inputFormat) return 'line';
  switch (field.type) {
    case 'text':
      return 'lines';
    case 'boolean':
      return 'yes-or-no';
    case 'number':
    case 'integer':
      return 'number';
    case 'datetime':
      // A browser's date control cannot hide its value.
      return isSecret(field) ? 'line' : 'datetime';
    default:
      return 'line';
  }
}

/** Returns one choice for each value. An empty value is dropped because it means that nothing is chosen. */
function choicesOf({ choices = [] }: AuthField): Choice[] {
  const all = Array.isArray(choices)
    ? choices.map((choice) => (typeof choice === 'string' ? { value: choice, label: choice } : choice))
    : Object.entries(choices).map(([value, label]) => ({ value, label }));
  return [...new Map(all.filter(({ value }) => value !== '').map((choice) => [choice.value, choice])).values()];
}
