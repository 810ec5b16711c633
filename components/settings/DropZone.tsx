import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import { i18n } from '#i18n';
import type { DefinitionImport } from '../../lib/page/settings/import-model';
import { FieldError } from '../ui/Field';

/** Takes one file, dropped or chosen, and says what it holds or why it cannot be used. */
export function DropZone({ model, error }: { model: DefinitionImport; error: ComponentChildren }) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const reading = model.reading.value;
  const taken = model.taken.value;
  useEffect(() => {
    // A file that misses its place would otherwise be opened instead of this page.
    const stay = (event: DragEvent) => hasFiles(event) && event.preventDefault();
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
    return () => {
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', stay);
    };
  }, []);
  return (
    <div class="field">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way beside the button in it */}
      <div
        class={isOver ? 'drop drop-over' : 'drop'}
        onDragOver={(event) => setOver(hasFiles(event))}
        onDragLeave={({ currentTarget, relatedTarget }) =>
          setOver(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
        }
        onDrop={({ dataTransfer }) => {
          setOver(false);
          void model.readFiles([...(dataTransfer?.files ?? [])]);
        }}
      >
        <span>{i18n.t('settings.import.drop')}</span>
        <label class="button file" for={id}>
          {i18n.t('settings.import.file')}
          <input
            id={id}
            type="file"
            accept=".zip,.json,application/zip,application/json"
            aria-describedby={error ? `${id}-error` : undefined}
            aria-invalid={error ? 'true' : undefined}
            onChange={({ currentTarget }) => {
              void model.readFiles([...(currentTarget.files ?? [])]);
              // Lets the same file be chosen again once it is corrected.
              currentTarget.value = '';
            }}
          />
        </label>
      </div>
      <FieldError id={`${id}-error`} error={error} />
      <div class="help" role="status">
        {reading !== null && i18n.t('settings.import.reading', { name: reading })}
        {reading === null && taken && (
          <>
            {i18n.t('settings.import.taken', taken.fields, { name: taken.name, type: taken.type })}{' '}
            {i18n.t('settings.import.takenNext')}
          </>
        )}
      </div>
    </div>
  );
}

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;
