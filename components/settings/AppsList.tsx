import { useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { AppsEditor, AppsNote } from '../../lib/page/settings/apps-model';
import type { EditedApp } from '../../lib/page/settings/apps-text';
import { afterRender } from '../ui/focus';
import { Icon } from '../ui/Icon';
import { AppEditor } from './AppEditor';
import { focusInRow, RowButtons } from './RowButtons';

/** Lists the definitions in the Apps setting, to be edited, ordered, removed and added. */
export function AppsList({ model }: { model: AppsEditor }) {
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const undo = useRef<HTMLButtonElement>(null);
  // While the text is being written by hand, the list as it last was keeps its place, and the text its own.
  const latest = useRef<EditedApp[]>([]);
  latest.current = model.apps.value ?? latest.current;
  const apps = latest.current;
  const isBroken = model.apps.value === null;
  /** Focuses Undo, because what had the focus is gone. */
  const focusUndo = () => afterRender(() => undo.current?.focus());
  return (
    <div>
      <div class="edited-list" inert={isBroken}>
        {apps.length === 0 ? (
          <p class="muted">{i18n.t('settings.apps.none')}</p>
        ) : (
          <ul ref={list} class="edited">
            {apps.map((app, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: definitions have no other name that is always theirs
              <li key={index}>
                <AppRow {...{ app, index, model, count: apps.length, focusUndo }} list={() => list.current} />
                {model.opened.value === index && <AppEditor {...{ app, index, model, focusUndo }} />}
              </li>
            ))}
          </ul>
        )}
        <div class="import-row">
          <button
            ref={add}
            type="button"
            class="button"
            onClick={() => {
              model.add();
              afterRender(() => list.current?.querySelector<HTMLElement>('li:last-child input')?.focus());
            }}
          >
            {i18n.t('settings.apps.add')}
          </button>
        </div>
      </div>
      <div role="status" class="edited-note">
        {isBroken && i18n.t('settings.apps.broken')}
        {model.note.value && (
          <>
            {noteWords(model.note.value)}{' '}
            {model.note.value.kind === 'removed' && (
              <button
                ref={undo}
                type="button"
                class="quiet"
                onClick={() => {
                  // The Undo button disappears with the note.
                  add.current?.focus();
                  model.undo();
                }}
              >
                {i18n.t('settings.apps.undo')}
              </button>
            )}
          </>
        )}
      </div>
    </div>
  );
}

interface AppRowProps {
  app: EditedApp;
  index: number;
  count: number;
  model: AppsEditor;
  focusUndo: () => void;
  list: () => HTMLElement | null;
}

function AppRow({ app, index, count, model, focusUndo, list }: AppRowProps) {
  const name = app.title || i18n.t('settings.apps.newApp');
  return (
    <div class="edited-row">
      <div class="edited-name">
        <strong>{name}</strong> <span class="muted">{i18n.t('settings.apps.fields', app.fields.length)}</span>
        {app.hasProblem && (
          <span class="edited-problem">
            <Icon name="bad" />
            {i18n.t('settings.apps.problem')}
          </span>
        )}
      </div>
      <button
        type="button"
        class="quiet"
        aria-expanded={model.opened.value === index}
        aria-label={i18n.t('settings.apps.editNamed', { name })}
        onClick={() => model.toggle(index)}
      >
        {i18n.t('settings.apps.edit')}
      </button>
      <RowButtons
        {...{ name, index, count }}
        onMove={(by) => {
          model.move(index, by);
          focusInRow(list(), index + by, by);
        }}
        onRemove={() => {
          model.remove(index);
          focusUndo();
        }}
      />
    </div>
  );
}

function noteWords(note: AppsNote): string {
  const name = note.name || i18n.t('settings.apps.newApp');
  switch (note.kind) {
    case 'removed':
      return i18n.t('settings.apps.removed', { name });
    case 'restored':
      return i18n.t('settings.apps.restored', { name });
    case 'moved':
      return i18n.t('settings.apps.moved', { name, position: note.position, count: note.count });
  }
}
