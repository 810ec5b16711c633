import { useId, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Change } from '../../lib/page/settings/changes';
import type { Everybody, ImportRefused, Proposal } from '../../lib/page/settings/everybody';
import type { Config } from '../../lib/shared/config';
import { Alert } from '../ui/Alert';
import { FoldedText } from '../ui/FoldedText';
import { KEY_WORDS } from './key-words';
import { failureWords, REASONS } from './SettingsErrors';
import { saveAs } from './save-as';

interface SettingsFileSectionProps {
  everybody: Everybody;
  defaults: Config;
}

/** Saves the settings as a file, and fills in those of a file once the agent has seen what that changes. */
export function SettingsFileSection({ everybody, defaults }: SettingsFileSectionProps) {
  const fileId = useId();
  const input = useRef<HTMLInputElement>(null);
  const proposal = everybody.proposal.value;
  const refused = everybody.refused.value;
  const applied = everybody.applied.value;
  /** The buttons below disappear with their note. */
  const backToFile = (act: () => void) => () => {
    input.current?.focus();
    act();
  };
  return (
    <fieldset class="import">
      <legend>{i18n.t('settings.everybody.settingsFile')}</legend>
      <p class="help">{i18n.t('settings.everybody.settingsFileHelp')}</p>
      <div class="settings-file">
        <div class="import-row">
          <button
            type="button"
            class="button"
            aria-disabled={everybody.unusable.value.length > 0}
            onClick={() => {
              const { name, text } = everybody.exported();
              if (everybody.unusable.value.length === 0) saveAs(name, text);
            }}
          >
            {i18n.t('settings.everybody.export')}
          </button>
          <label class="button file" for={fileId}>
            {i18n.t('settings.everybody.import')}
            <input
              ref={input}
              id={fileId}
              type="file"
              accept=".json,application/json"
              aria-invalid={refused ? 'true' : undefined}
              aria-describedby={refused ? `${fileId}-error` : undefined}
              onChange={async ({ currentTarget }) => {
                const [file] = currentTarget.files ?? [];
                if (file) await everybody.readFile(file);
                // Lets the same file be chosen again once it is corrected.
                currentTarget.value = '';
              }}
            />
          </label>
        </div>
        <div role="alert" id={`${fileId}-error`}>
          {refused && <Refused {...refused} defaults={defaults} />}
        </div>
        <div role="status">
          {proposal && (
            <Proposed
              proposal={proposal}
              onApply={backToFile(everybody.apply)}
              onDiscard={backToFile(everybody.discard)}
            />
          )}
          {applied !== null && (
            <Alert
              kind="ok"
              verdict={i18n.t('settings.everybody.applied', applied)}
              actions={
                <button type="button" class="quiet" onClick={backToFile(everybody.undo)}>
                  {i18n.t('settings.import.undo')}
                </button>
              }
            >
              {i18n.t('settings.import.unsaved')}
            </Alert>
          )}
        </div>
      </div>
    </fieldset>
  );
}

interface ProposedProps {
  proposal: Proposal;
  onApply: () => void;
  onDiscard: () => void;
}

/** Lists what a file would change, and asks whether to fill it in. */
function Proposed({ proposal: { name, changes, ignored, locked }, onApply, onDiscard }: ProposedProps) {
  return (
    <Alert
      kind="info"
      verdict={i18n.t('settings.everybody.changes', changes.length, { name })}
      actions={
        <>
          {changes.length > 0 && (
            <button type="button" class="button" onClick={onApply}>
              {i18n.t('settings.everybody.apply')}
            </button>
          )}
          <button type="button" class="quiet" onClick={onDiscard}>
            {i18n.t('settings.everybody.discard')}
          </button>
        </>
      }
    >
      {changes.length > 0 && (
        <dl class="changes">
          {changes.map((change) => (
            <div key={change.key}>
              <dt>{KEY_WORDS[change.key]()}</dt>
              <dd>
                <ChangeWords {...change} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {locked.length > 0 && (
        <p>{i18n.t('settings.everybody.lockedKeys', { keys: locked.map((key) => KEY_WORDS[key]()).join(', ') })}</p>
      )}
      {ignored.length > 0 && <p>{i18n.t('settings.everybody.ignored', { keys: ignored.join(', ') })}</p>}
    </Alert>
  );
}

function ChangeWords({ from, to, apps }: Change) {
  if (!apps)
    return (
      <>
        <FoldedText text={valueWords(from)} /> → <FoldedText text={valueWords(to)} />
      </>
    );
  const lists = [
    ['settings.everybody.appsAdded', apps.added],
    ['settings.everybody.appsChanged', apps.changed],
    ['settings.everybody.appsRemoved', apps.removed],
  ] as const;
  const shown = lists.filter(([, titles]) => titles.length > 0);
  if (shown.length === 0) return <>{i18n.t('settings.everybody.appsSame')}</>;
  return (
    <>
      {shown.map(([words, titles]) => (
        <div key={words}>{i18n.t(words, { titles: titles.join(', ') })}</div>
      ))}
    </>
  );
}

function valueWords(value: string | boolean): string {
  if (typeof value === 'boolean') return i18n.t(value ? 'settings.everybody.on' : 'settings.everybody.off');
  return value || i18n.t('settings.everybody.empty');
}

/** Says why a file changes nothing. */
function Refused({ name, failure, defaults }: { name: string; failure: ImportRefused; defaults: Config }) {
  const nothing = i18n.t('settings.everybody.nothingChanged');
  switch (failure.code) {
    case 'no-change':
      return <Alert kind="info">{i18n.t('settings.everybody.noChange', { name })}</Alert>;
    case 'not-json':
      return (
        <Alert kind="bad" verdict={i18n.t('settings.everybody.notJson', { name })} details={failure.detail}>
          {nothing}
        </Alert>
      );
    case 'structure':
      return (
        <Alert kind="bad" verdict={i18n.t('settings.everybody.notUsable', { name })}>
          <p>
            {failure.path
              ? i18n.t('settings.failure.definition', { path: failure.path, reason: REASONS[failure.reason]() })
              : REASONS[failure.reason]()}
          </p>
          <p>{nothing}</p>
        </Alert>
      );
    case 'unusable':
      return (
        <Alert kind="bad" verdict={i18n.t('settings.everybody.notUsable', { name })}>
          {failure.failures.slice(0, MAX_SHOWN).map((one) => (
            <p key={`${one.key} ${failureWords(one, defaults)}`}>
              {i18n.t('settings.failure.definition', {
                path: KEY_WORDS[one.key as keyof typeof KEY_WORDS](),
                reason: failureWords(one, defaults),
              })}
            </p>
          ))}
          {failure.failures.length > MAX_SHOWN && (
            <p>{i18n.t('settings.failure.more', failure.failures.length - MAX_SHOWN)}</p>
          )}
          <p>{nothing}</p>
        </Alert>
      );
    default:
      return (
        <Alert kind="bad" verdict={i18n.t(REFUSED[failure.code], { name })}>
          {nothing}
        </Alert>
      );
  }
}

/** Limit to the errors listed at a time. */
const MAX_SHOWN = 5;

const REFUSED = {
  'too-large': 'settings.everybody.tooLarge',
  unreadable: 'settings.import.fileUnreadable',
  'not-settings': 'settings.everybody.notSettings',
  newer: 'settings.everybody.newer',
} as const;
