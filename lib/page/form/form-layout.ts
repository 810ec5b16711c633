import { defaultValue, fieldsOf, isAsked, isSecret } from '../../shared/definitions/credentials';
import type { AppDefinition, AuthField, Choice } from '../../shared/definitions/definition';
import { affixes } from '../../shared/definitions/input-format';
import { definedId } from './form-inputs';
import { type Block, parseHelp } from './help-text';

/** What kind of control a field calls for. */
export type Control = 'line' | 'lines' | 'number' | 'datetime' | 'choice' | 'choices' | 'yes-or-no';

/** How a field is shown, whatever is typed into it. */
export interface FieldView {
  control: Control;
  /** What there is to choose from; empty where nothing is. */
  choices: Choice[];
  /** Fixed text before and after what is typed. */
  prefix: string;
  suffix: string;
  /** An example of a value, or what Zapier takes where nothing is entered. */
  placeholder: string;
  help: Block[];
  /** What its lines are, where it takes several. */
  each: 'value' | 'pair' | null;
}

/** What a form shows between its name and its end, from top to bottom. */
export type LayoutPart =
  | { kind: 'input'; id: string; view: FieldView }
  /** Text to read. */
  | { kind: 'text'; id: string; label: string | null; help: Block[]; text: string }
  /** Fields that belong together. */
  | { kind: 'group'; id: string; label: string; help: Block[]; parts: LayoutPart[] };

/** How the form of a definition is laid out. */
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
  return {
    control: controlOf(field),
    choices: choicesOf(field),
    each,
    placeholder: field.placeholder ?? defaultValue(field),
    ...affixes(field),
  };
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
      // A browser's own control for dates cannot hide what is in it.
      return isSecret(field) ? 'line' : 'datetime';
    default:
      return 'line';
  }
}

/** One entry a value. An empty value is what it is to choose nothing. */
function choicesOf({ choices = [] }: AuthField): Choice[] {
  const all = Array.isArray(choices)
    ? choices.map((choice) => (typeof choice === 'string' ? { value: choice, label: choice } : choice))
    : Object.entries(choices).map(([value, label]) => ({ value, label }));
  return [...new Map(all.filter(({ value }) => value !== '').map((choice) => [choice.value, choice])).values()];
}
