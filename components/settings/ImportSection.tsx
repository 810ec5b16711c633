import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { DefinitionImport, Imported, ImportFailure } from '../../lib/page/settings/import-model';
import { Alert } from '../ui/Alert';
import { afterRender } from '../ui/focus';
import { TextArea } from '../ui/TextArea';
import { TextField } from '../ui/TextField';
import { DropZone } from './DropZone';
import { ImportErrors } from './ImportErrors';

/** Limit to the places listed at a time. */
const MAX_SHOWN = 5;

/** Commands of Zapier's command line, which had the shorter name `zapier` before version 18. */
const COMMANDS = { build: 'zapier-platform build', convert: 'zapier-platform convert', zip: 'build/build.zip' };

/** Imports an integration's own definition into the Apps setting. */
export function ImportSection({ model }: { model: DefinitionImport }) {
  const { app, title, text } = model.input.value;
  const imported = model.imported.value;
  const add = useRef<HTMLButtonElement>(null);
  const errorOf = (field: ImportFailure['field']) => {
    const failures = model.failures.value.filter((failure) => failure.field === field);
    return failures.length > 0 && <ImportErrors failures={failures} />;
  };
  return (
    <fieldset class="import">
      <legend>{i18n.t('settings.import.title')}</legend>
      <div class="help">
        <p>{i18n.t('settings.import.fromCli', COMMANDS)}</p>
        <p>{i18n.t('settings.import.fromBuilder', COMMANDS)}</p>
      </div>
      <DropZone model={model} error={errorOf('file')} />
      <TextField
        label={i18n.t('settings.import.app')}
        help={i18n.t('settings.import.appHelp')}
        value={app}
        onInput={(value) => model.edit('app', value)}
        error={errorOf('app')}
      />
      <TextField
        label={i18n.t('settings.import.name')}
        value={title}
        onInput={(value) => model.edit('title', value)}
        error={errorOf('title')}
      />
      <TextArea
        label={i18n.t('settings.import.definition')}
        rows={4}
        value={text}
        onInput={(value) => model.edit('text', value)}
        error={errorOf('text')}
      />
      <div class="import-row">
        <button
          ref={add}
          type="button"
          class="button"
          onClick={({ currentTarget }) => {
            model.add();
            const form = currentTarget.closest('fieldset');
            afterRender(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
          }}
        >
          {i18n.t('settings.import.add')}
        </button>
      </div>
      <div role="status">
        {imported && (
          <Added
            imported={imported}
            onUndo={() => {
              // The Undo button disappears with the note.
              add.current?.focus();
              model.undo();
            }}
          />
        )}
        {model.wasUndone.value && <p class="muted">{i18n.t('settings.import.undone')}</p>}
      </div>
    </fieldset>
  );
}

function Added({
  imported: { title, fields, isReplacement, needsZapierPage, ignoredCode },
  onUndo,
}: {
  imported: Imported;
  onUndo: () => void;
}) {
  const more = ignoredCode.length - MAX_SHOWN;
  const paths = ignoredCode.slice(0, MAX_SHOWN).join(', ');
  const shown = more > 0 ? `${paths} ${i18n.t('settings.import.more', more)}` : paths;
  return (
    <Alert
      kind="ok"
      verdict={i18n.t(isReplacement ? 'settings.import.replaced' : 'settings.import.added', fields, { title })}
      actions={
        <button type="button" class="quiet" onClick={onUndo}>
          {i18n.t('settings.import.undo')}
        </button>
      }
    >
      <p>
        {needsZapierPage && i18n.t('settings.import.hosted')} {i18n.t('settings.import.unsaved')}
      </p>
      {ignoredCode.length > 0 && <p>{i18n.t('settings.import.ignoredCode', { paths: shown })}</p>}
    </Alert>
  );
}
