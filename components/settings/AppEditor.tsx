import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AppsEditor } from '../../lib/page/settings/apps-model';
import type { EditedApp, EditedField, FieldText } from '../../lib/page/settings/apps-text';
import type { AuthField } from '../../lib/shared/definitions/definition';
import type { DefinitionReason } from '../../lib/shared/definitions/definition-failure';
import { Field } from '../ui/Field';
import { afterRender } from '../ui/focus';
import { Checkbox } from '../ui/Options';
import { TextArea } from '../ui/TextArea';
import { TextField } from '../ui/TextField';
import { focusInRow, RowButtons } from './RowButtons';
import { REASONS } from './SettingsErrors';

interface AppEditorProps {
  app: EditedApp;
  index: number;
  model: AppsEditor;
  /** Focuses Undo, after something was removed. */
  focusUndo: () => void;
}

/** Lets the user edit one definition: its app, and what agents are asked for. */
export function AppEditor({ app, index, model, focusUndo }: AppEditorProps) {
  const list = useRef<HTMLUListElement>(null);
  const name = app.title || i18n.t('settings.apps.newApp');
  return (
    <fieldset class="import">
      <legend>{name}</legend>
      <TextField
        label={i18n.t('settings.import.name')}
        value={app.title}
        onInput={(value) => model.edit(index, 'title', value)}
        error={words(app.problems.title)}
      />
      <TextField
        label={i18n.t('settings.import.app')}
        help={i18n.t('settings.import.appHelp')}
        value={app.app}
        onInput={(value) => model.edit(index, 'app', value)}
        error={words(app.problems.app)}
      />
      {(app.type === 'basic' || app.type === 'digest') && <p class="muted">{i18n.t('settings.apps.standard')}</p>}
      {(app.type === 'oauth1' || app.type === 'oauth2') && <p class="muted">{i18n.t('settings.import.hosted')}</p>}
      <ul ref={list} class="edited">
        {app.fields.map((field, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: fields have no other name that is always theirs
          <li key={at}>
            <FieldEditor
              {...{ field, at }}
              count={app.fields.length}
              onText={(key, value) => model.editField(index, at, key, value)}
              onSecret={(isSecret) => model.setSecret(index, at, isSecret)}
              onMove={(by) => {
                model.moveField(index, at, by);
                focusInRow(list.current, at + by, by);
              }}
              onRemove={() => {
                model.removeField(index, at);
                focusUndo();
              }}
            />
          </li>
        ))}
      </ul>
      <div class="import-row">
        <button
          type="button"
          class="button"
          onClick={() => {
            model.addField(index);
            afterRender(() => list.current?.querySelector<HTMLElement>(':scope > li:last-child input')?.focus());
          }}
        >
          {i18n.t('settings.apps.addField', { name })}
        </button>
      </div>
    </fieldset>
  );
}

interface FieldEditorProps {
  field: EditedField;
  at: number;
  count: number;
  onText: (key: FieldText, value: string) => void;
  onSecret: (isSecret: boolean) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function FieldEditor({ field, at, count, onText, onSecret, onMove, onRemove }: FieldEditorProps) {
  const { texts, problems } = field;
  const number = i18n.t('settings.apps.field', [`${at + 1}`]);
  const text = (key: FieldText, label: string, help: string) => (
    <TextField
      {...{ label, help }}
      value={texts[key]}
      onInput={(value) => onText(key, value)}
      error={words(problems[key])}
    />
  );
  return (
    <fieldset class="edited-field">
      <legend>{number}</legend>
      <div class="edited-row">
        <strong class="edited-name">{texts.label || texts.key}</strong>
        <RowButtons name={texts.label || texts.key || number} index={at} {...{ count, onMove, onRemove }} />
      </div>
      <div class="edited-pair">
        {text('label', i18n.t('settings.apps.label'), i18n.t('settings.apps.labelHelp'))}
        {text('key', i18n.t('settings.apps.key'), i18n.t('settings.apps.keyHelp'))}
      </div>
      {field.isGroup ? (
        <p class="muted">{i18n.t('settings.apps.group')}</p>
      ) : (
        <>
          <div class="edited-pair">
            <KindSelect kind={texts.type} onChange={(kind) => onText('type', kind)} error={words(problems.type)} />
            {text('placeholder', i18n.t('settings.apps.example'), i18n.t('settings.apps.exampleHelp'))}
          </div>
          <Checkbox
            label={i18n.t('settings.apps.secret')}
            help={i18n.t('settings.apps.secretHelp')}
            checked={field.isSecret}
            onChange={onSecret}
            disabled={!field.canChooseSecret}
            error={words(problems.isNoSecret)}
          />
        </>
      )}
      <TextArea
        label={i18n.t('settings.apps.help')}
        help={i18n.t('settings.apps.helpHelp')}
        rows={2}
        value={texts.helpText}
        onInput={(value) => onText('helpText', value)}
        error={words(problems.helpText)}
      />
    </fieldset>
  );
}

interface KindSelectProps {
  kind: string;
  onChange: (kind: string) => void;
  error: ComponentChildren;
}

function KindSelect({ kind, onChange, error }: KindSelectProps) {
  const kinds = Object.entries(KINDS);
  return (
    <Field label={i18n.t('settings.apps.kind')} error={error}>
      {(control) => (
        <div class="box">
          <select {...control} value={kind} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
            {/* A kind that is not known stays until another one is chosen. */}
            {!kinds.some(([known]) => known === kind) && <option value={kind}>{kind}</option>}
            {kinds.map(([value, name]) => (
              <option key={value} value={value}>
                {name()}
              </option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}

const KINDS: Record<NonNullable<AuthField['type']>, () => string> = {
  string: () => i18n.t('settings.fieldKind.line'),
  text: () => i18n.t('settings.fieldKind.lines'),
  password: () => i18n.t('settings.fieldKind.password'),
  number: () => i18n.t('settings.fieldKind.number'),
  integer: () => i18n.t('settings.fieldKind.integer'),
  boolean: () => i18n.t('settings.fieldKind.yesOrNo'),
  datetime: () => i18n.t('settings.fieldKind.date'),
  copy: () => i18n.t('settings.fieldKind.copy'),
};

const words = (reason: DefinitionReason | undefined): string | undefined => reason && REASONS[reason]();
