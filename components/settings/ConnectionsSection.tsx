import { i18n } from '#i18n';
import type { DefinitionImport } from '../../lib/page/settings/import-model';
import { LINK_PLACEHOLDERS, RECEIPT_PLACEHOLDERS } from '../receipt/template';
import { CopyButton } from '../ui/CopyButton';
import { TextArea } from '../ui/TextArea';
import { TextField } from '../ui/TextField';
import { ImportSection } from './ImportSection';
import { PLACEHOLDERS } from './SettingsErrors';
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

interface ConnectionsSectionProps extends SectionProps {
  appImport: DefinitionImport;
  onCopied: () => void;
}

/** Lets the user set how connections are named and which apps have a ready form. */
export function ConnectionsSection({ page, appImport, onCopied, markOf, errorOf }: ConnectionsSectionProps) {
  const { nameTemplate, receiptTemplate, linkTemplate, ticketPattern, apps } = page.draft.value;
  const locked = page.locked.value;
  const example = page.exampleName({
    customer: i18n.t('settings.connections.exampleCustomer'),
    app: i18n.t('settings.connections.exampleApp'),
    account: i18n.t('settings.connections.exampleAccount'),
    ticket: i18n.t('settings.connections.exampleTicket'),
  });
  return (
    <section aria-labelledby="connections">
      <h2 id="connections">{i18n.t('settings.connections.title')}</h2>
      <TextField
        label={i18n.t('settings.connections.nameTemplate')}
        help={i18n.t('settings.connections.nameTemplateHelp', { ...PLACEHOLDERS, example })}
        value={nameTemplate}
        onInput={(value) => page.edit('nameTemplate', value)}
        readOnly={locked.includes('nameTemplate')}
        mark={markOf('nameTemplate')}
        error={errorOf('nameTemplate')}
      />
      <TextArea
        label={i18n.t('settings.connections.receiptTemplate')}
        help={i18n.t('settings.connections.receiptTemplateHelp', RECEIPT_PLACEHOLDERS)}
        rows={8}
        value={receiptTemplate}
        onInput={(value) => page.edit('receiptTemplate', value)}
        readOnly={locked.includes('receiptTemplate')}
        mark={markOf('receiptTemplate')}
        error={errorOf('receiptTemplate')}
      />
      <TextArea
        label={i18n.t('settings.connections.linkTemplate')}
        help={i18n.t('settings.connections.linkTemplateHelp', LINK_PLACEHOLDERS)}
        rows={5}
        value={linkTemplate}
        onInput={(value) => page.edit('linkTemplate', value)}
        readOnly={locked.includes('linkTemplate')}
        mark={markOf('linkTemplate')}
        error={errorOf('linkTemplate')}
      />
      <TextField
        label={i18n.t('settings.connections.ticketPattern')}
        help={i18n.t('settings.connections.ticketPatternHelp')}
        value={ticketPattern}
        onInput={(value) => page.edit('ticketPattern', value)}
        readOnly={locked.includes('ticketPattern')}
        mark={markOf('ticketPattern')}
        error={errorOf('ticketPattern')}
      />
      <TextArea
        label={i18n.t('settings.connections.apps')}
        help={i18n.t('settings.connections.appsHelp')}
        rows={8}
        value={apps}
        onInput={(value) => page.edit('apps', value)}
        readOnly={locked.includes('apps')}
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
      {!locked.includes('apps') && <ImportSection model={appImport} />}
    </section>
  );
}
