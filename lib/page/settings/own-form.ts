import { computed, createModel, type ReadonlySignal, signal } from '@preact/signals';
import { type AppDefinition, needsZapierPage } from '../../shared/definitions/definition';
import { type Draft, EMPTY_DRAFT, type Secrets } from '../../shared/draft';
import { type FormInput, formInputs, type InputProblem, problemsOf, valueId } from '../form/form-inputs';
import { formLayout, type LayoutPart } from '../form/form-layout';

/** An own app's form as agents will see it. What is typed there is in this page only. */
export interface OwnForm {
  /** The apps that have a form. */
  apps: ReadonlySignal<AppDefinition[]>;
  /** The app whose form is shown; null if there is none. */
  app: ReadonlySignal<AppDefinition | null>;
  layout: ReadonlySignal<LayoutPart[]>;
  inputs: ReadonlySignal<FormInput[]>;
  /** Problems that kept the form from being used, by input id; an input's problem disappears when it is edited. */
  problems: ReadonlySignal<Record<string, InputProblem>>;
  choose(appId: string): void;
  edit(input: FormInput, value: string): void;
  /** Returns what was typed, or null after setting `problems`. */
  typed(): { draft: Draft; secrets: Secrets } | null;
  /** Forgets what was typed. */
  clear(): void;
}

const NO_SECRETS: Secrets = { values: {}, editedAt: 0 };

/** Builds an {@link OwnForm} on the definitions in force. */
export const OwnFormModel = createModel((definitions: ReadonlySignal<AppDefinition[]>): OwnForm => {
  const chosen = signal('');
  const draft = signal<Draft>(EMPTY_DRAFT);
  const secrets = signal<Secrets>(NO_SECRETS);
  const problems = signal<Record<string, InputProblem>>({});
  const apps = computed(() => definitions.value.filter((definition) => !needsZapierPage(definition)));
  const app = computed(() => apps.value.find(({ app }) => app === chosen.value) ?? apps.value[0] ?? null);
  const inputs = computed(() =>
    formInputs(app.value, '', draft.value, secrets.value).filter(({ kind }) => kind === 'credential'),
  );

  function clear(): void {
    draft.value = EMPTY_DRAFT;
    secrets.value = NO_SECRETS;
    problems.value = {};
  }

  return {
    apps,
    app,
    layout: computed(() => formLayout(app.value)),
    inputs,
    problems,
    clear,

    choose(appId) {
      if (appId === app.value?.app) return;
      clear();
      chosen.value = appId;
    },

    edit(input, value) {
      const id = valueId(input.id);
      if (input.secret) {
        secrets.value = { values: { ...secrets.value.values, [id]: value }, editedAt: Date.now() };
        draft.value = { ...draft.value, secretIds: [...new Set([...draft.value.secretIds, id])] };
      } else draft.value = { ...draft.value, values: { ...draft.value.values, [id]: value } };
      const { [input.id]: _mended, ...others } = problems.value;
      problems.value = others;
    },

    typed() {
      problems.value = problemsOf(inputs.value);
      if (Object.keys(problems.value).length > 0) return null;
      const { values, editedAt } = secrets.value;
      // It is used now, however long it has stood here.
      return { draft: draft.value, secrets: { values, editedAt: editedAt && Date.now() } };
    },
  };
});
