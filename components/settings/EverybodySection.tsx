import { i18n } from '#i18n';
import type { Everybody } from '../../lib/page/settings/everybody';
import type { Forbidden, PolicyPlace } from '../../lib/page/settings/policy-files';
import type { Config } from '../../lib/shared/config';
import { Alert } from '../ui/Alert';
import { CopyButton } from '../ui/CopyButton';
import { Checkbox, RadioGroup } from '../ui/Options';
import { TextArea } from '../ui/TextArea';
import { TextField } from '../ui/TextField';
import { KEY_WORDS } from './key-words';
import { SettingsFileSection } from './SettingsFileSection';
import { saveAs } from './save-as';

interface EverybodySectionProps {
  everybody: Everybody;
  defaults: Config;
  onCopied: () => void;
}

const SWITCHES = [
  ['allowDelete', 'settings.everybody.noDelete', 'settings.everybody.noDeleteHelp'],
  ['allowFreeFields', 'settings.everybody.noFreeFields', 'settings.everybody.noFreeFieldsHelp'],
  ['allowZapierPage', 'settings.everybody.noZapierPage', 'settings.everybody.noZapierPageHelp'],
  ['staySignedIn', 'settings.everybody.noStay', 'settings.everybody.noStayHelp'],
] as const satisfies [Forbidden, string, string][];

const PLACES = [
  ['chrome-linux', 'settings.everybody.chromeLinux', 'settings.everybody.chromeLinuxHelp'],
  ['chrome-windows', 'settings.everybody.chromeWindows', 'settings.everybody.chromeWindowsHelp'],
  ['chrome-mac', 'settings.everybody.chromeMac', 'settings.everybody.chromeMacHelp'],
  ['firefox', 'settings.everybody.firefox', 'settings.everybody.firefoxHelp'],
] as const satisfies [PolicyPlace, string, string][];

/** Makes policy files of the settings above, and takes settings from one computer to another. */
export function EverybodySection({ everybody, defaults, onCopied }: EverybodySectionProps) {
  const place = everybody.place.value;
  return (
    <section aria-labelledby="everybody">
      <h2 id="everybody">{i18n.t('settings.everybody.title')}</h2>
      <p class="muted">{i18n.t('settings.everybody.intro')}</p>
      <fieldset class="import">
        <legend>{i18n.t('settings.everybody.switches')}</legend>
        {SWITCHES.map(([key, label, help]) => (
          <Checkbox
            key={key}
            label={i18n.t(label)}
            help={i18n.t(help)}
            checked={everybody.forbidden.value.includes(key)}
            onChange={(checked) => everybody.forbid(key, checked)}
            disabled={false}
          />
        ))}
      </fieldset>
      <RadioGroup
        label={i18n.t('settings.everybody.place')}
        value={place}
        onChange={everybody.choose}
        disabled={false}
        options={PLACES.map(([value, label, help]) => ({ value, label: i18n.t(label), help: i18n.t(help) }))}
      />
      {place !== 'firefox' && (
        <TextField
          label={i18n.t('settings.everybody.chromeId')}
          help={i18n.t('settings.everybody.chromeIdHelp')}
          value={everybody.chromeId.value}
          onInput={everybody.editChromeId}
          error={!everybody.isChromeId.value && i18n.t('settings.everybody.notAnId')}
        />
      )}
      <PolicyFile everybody={everybody} onCopied={onCopied} />
      <SettingsFileSection everybody={everybody} defaults={defaults} />
    </section>
  );
}

/** Shows the policy file, or what has to be corrected before there is one. */
function PolicyFile({ everybody, onCopied }: Omit<EverybodySectionProps, 'defaults'>) {
  const unusable = everybody.unusable.value;
  const { name, text } = everybody.file.value;
  const placeholder = everybody.placeholder.value;
  if (unusable.length > 0)
    return (
      <Alert kind="warn">
        {i18n.t('settings.everybody.correctFirst', { keys: unusable.map((key) => KEY_WORDS[key]()).join(', ') })}
      </Alert>
    );
  // Said at the id's field.
  if (everybody.place.value !== 'firefox' && !everybody.isChromeId.value) return null;
  return (
    <>
      {placeholder && <Alert kind="warn">{i18n.t('settings.everybody.placeholder', { placeholder })}</Alert>}
      <TextArea label={i18n.t('settings.everybody.file')} rows={6} value={text} onInput={() => undefined} readOnly />
      <div class="import-row">
        <button type="button" class="button" onClick={() => saveAs(name, text)}>
          {i18n.t('settings.everybody.download', { name })}
        </button>
        <CopyButton text={text} class="button" label={i18n.t('settings.everybody.copyFile')} onCopied={onCopied} />
      </div>
    </>
  );
}
