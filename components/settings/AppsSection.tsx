import { i18n } from '#i18n';
import type { AppsEditor } from '../../lib/page/settings/apps-model';
import type { DefinitionImport } from '../../lib/page/settings/import-model';
import { CopyButton } from '../ui/CopyButton';
import { TextArea } from '../ui/TextArea';
import { AppsList } from './AppsList';
import { ImportSection } from './ImportSection';
import type { SectionProps } from './SettingsSections';

/** A small definition as an example. Its id belongs to no app. */
const EXAMPLE = `[
  {
    "app": "8f14e45f-ceea-467f-a2d3-1f0d6b3c9e57",
    "title": "Example CRM",
    "authentication": {
      "type": "custom",
      "fields": [
        {
          "key": "subdomain",
          "label": "Subdomain",
          "inputFormat": "https://{{input}}.example.com",
          "isNoSecret": true
        },
        {
          "key": "api_key",
          "label": "API key",
          "type": "password",
          "helpText": "Settings → API → New key"
        }
      ]
    },
    "pinned": true
  }
]`;

interface AppsSectionProps extends SectionProps {
  appsEditor: AppsEditor;
  appImport: DefinitionImport;
  onCopied: () => void;
}

/** Lets the user set which apps have a ready form: in a list, from a file, or as the text behind both. */
export function AppsSection({ page, appsEditor, appImport, onCopied, markOf, errorOf }: AppsSectionProps) {
  const isLocked = page.locked.value.includes('apps');
  return (
    <section aria-labelledby="apps">
      <h2 id="apps">{i18n.t('settings.apps.title')}</h2>
      <p class="muted">{i18n.t('settings.apps.intro')}</p>
      {!isLocked && <AppsList model={appsEditor} />}
      {!isLocked && <ImportSection model={appImport} />}
      <TextArea
        label={i18n.t('settings.connections.apps')}
        help={i18n.t('settings.connections.appsHelp')}
        rows={8}
        value={page.draft.value.apps}
        onInput={(value) => page.edit('apps', value)}
        readOnly={isLocked}
        mark={markOf('apps')}
        error={errorOf('apps')}
      />
      <details>
        <summary id="apps-example">{i18n.t('settings.connections.example')}</summary>
        <div class="example">
          <pre class="mono">{EXAMPLE}</pre>
          <CopyButton text={EXAMPLE} describedBy="apps-example" onCopied={onCopied} />
        </div>
      </details>
    </section>
  );
}
