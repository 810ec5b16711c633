import { i18n } from '#i18n';
import type { FileProblem } from '../../lib/page/settings/definition-file';
import type { ImportFailure } from '../../lib/page/settings/import-model';
import type { DefinitionFailure } from '../../lib/shared/definitions/definition-failure';
import { REASONS } from './SettingsErrors';

/** Limit to the errors listed at a time. */
const MAX_SHOWN = 5;

/** Lists why an import was refused at one of its fields. */
export function ImportErrors({ failures }: { failures: ImportFailure[] }) {
  const more = failures.length - MAX_SHOWN;
  return (
    <>
      {failures.slice(0, MAX_SHOWN).map((failure) => (
        <p key={words(failure)}>
          {words(failure)}
          {failure.code === 'refused' && failure.detail && <small>{failure.detail}</small>}
        </p>
      ))}
      {more > 0 && <p>{i18n.t('settings.failure.more', more)}</p>}
    </>
  );
}

function words(failure: ImportFailure): string {
  switch (failure.code) {
    case 'not-a-uuid':
      return i18n.t('settings.definition.notAUuid');
    case 'missing':
      if (failure.field === 'app') return i18n.t('settings.import.noApp');
      return failure.field === 'title' ? i18n.t('settings.import.noTitle') : i18n.t('settings.import.noText');
    case 'apps-broken':
      return i18n.t('settings.import.appsBroken');
    case 'apps-full':
      return i18n.t('settings.import.appsFull');
    case 'several-files':
      return i18n.t('settings.import.severalFiles');
    case 'refused': {
      const problem = refusal(failure);
      return failure.name === undefined ? problem : i18n.t('settings.import.inFile', { name: failure.name, problem });
    }
    default:
      return FILE_PROBLEMS[failure.code](failure.name);
  }
}

function refusal({ path, reason }: DefinitionFailure): string {
  if (reason === 'too-large') return i18n.t('settings.import.textTooLarge');
  return path ? i18n.t('settings.failure.definition', { path, reason: REASONS[reason]() }) : REASONS[reason]();
}

const FILE_PROBLEMS: Record<FileProblem, (name: string) => string> = {
  'file-too-large': (name) => i18n.t('settings.import.fileTooLarge', { name }),
  'file-unreadable': (name) => i18n.t('settings.import.fileUnreadable', { name }),
  'file-empty': (name) => i18n.t('settings.import.fileEmpty', { name }),
  'file-not-text': (name) => i18n.t('settings.import.fileNotText', { name }),
  'file-damaged': (name) => i18n.t('settings.import.fileDamaged', { name }),
  'file-without-definition': (name) => i18n.t('settings.import.fileWithoutDefinition', { name }),
};
