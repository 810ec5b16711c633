import { i18n } from '#i18n';
import type { Diagnostics } from '../../lib/page/settings/diagnostics';
import type { Finding } from '../../lib/shared/findings';
import { CopyButton } from '../ui/CopyButton';
import { momentOf } from '../ui/moments';
import { notUnderstoodWords } from '../ui/zapier';

interface DiagnosticsSectionProps {
  diagnostics: Diagnostics;
  onCopied: () => void;
}

/** Shows what support needs to know, to be copied. None of it names a customer or holds a secret. */
export function DiagnosticsSection({ diagnostics, onCopied }: DiagnosticsSectionProps) {
  const findings = diagnostics.findings.value.map(findingWords);
  const lines = [
    i18n.t('settings.diagnostics.version', { version: diagnostics.version }),
    diagnostics.userAgent,
    directoryWords(diagnostics.directory.value),
    ...(findings.length > 0 ? findings : [i18n.t('settings.diagnostics.sound')]),
  ];
  return (
    <section aria-labelledby="diagnostics">
      <h2 id="diagnostics">{i18n.t('settings.diagnostics.title')}</h2>
      <p class="muted">{i18n.t('settings.diagnostics.intro')}</p>
      <ul class="diagnostics">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <CopyButton
        text={lines.join('\n')}
        class="button button-small"
        label={i18n.t('settings.diagnostics.copy')}
        onCopied={onCopied}
      />
    </section>
  );
}

function directoryWords(directory: Diagnostics['directory']['value']): string {
  return directory
    ? i18n.t('settings.diagnostics.catalogue', {
        apps: directory.apps.toLocaleString(),
        time: momentOf(directory.readAt),
      })
    : i18n.t('settings.diagnostics.noCatalogue');
}

const ITEMS = {
  settings: 'settings.diagnostics.item.settings',
  accounts: 'settings.diagnostics.item.accounts',
  tokens: 'settings.diagnostics.item.tokens',
  orders: 'settings.diagnostics.item.orders',
  madeHere: 'settings.diagnostics.item.madeHere',
  fieldNames: 'settings.diagnostics.item.fieldNames',
  refusedApps: 'settings.diagnostics.item.refusedApps',
  picks: 'settings.diagnostics.item.picks',
  catalogue: 'settings.diagnostics.item.catalogue',
} as const;

function findingWords(finding: Finding): string {
  const { code, key, at } = finding;
  if (code === 'not-understood')
    return i18n.t('settings.diagnostics.notUnderstood', {
      answer: notUnderstoodWords(finding),
      request: key,
      beginning: finding.beginning,
      time: momentOf(at),
    });
  const item =
    key in ITEMS ? i18n.t(ITEMS[key as keyof typeof ITEMS]) : i18n.t('settings.diagnostics.item.other', { key });
  const words = code === 'unreadable' ? 'settings.diagnostics.unreadable' : 'settings.diagnostics.notKept';
  return i18n.t(words, { item, time: momentOf(at) });
}
