import { i18n } from '#i18n';
import { LINK_PLACEHOLDERS, RECEIPT_PLACEHOLDERS } from '../receipt/template';
import { TextArea } from '../ui/TextArea';
import { TextField } from '../ui/TextField';
import { PLACEHOLDERS } from './SettingsErrors';
import type { SectionProps } from './SettingsSections';

/** Lets the user set how connections are named and told of. */
export function ConnectionsSection({ page, markOf, errorOf }: SectionProps) {
  const { nameTemplate, receiptTemplate, linkTemplate, ticketPattern } = page.draft.value;
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
    </section>
  );
}
