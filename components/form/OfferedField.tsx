import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { FormInput } from '../../lib/page/form/form-inputs';
import type { PasteOffer } from '../../lib/page/form/smart-paste';
import { labelOf } from './input-words';
import { removedWords } from './pasting';

type Offered = PasteOffer['fields'][number];

interface OfferedFieldProps {
  field: Offered;
  /** The input that it fills; undefined where a row would be added. */
  input: FormInput | undefined;
  form: Form;
  /** True while secrets are shown in full. */
  isShown: boolean;
  onChoose: (value: string) => void;
}

/** Shows what a paste has for a field: enough of the value to compare, where it stood, and other readings of it. */
export function OfferedField({ field, input, form, isShown, onChoose }: OfferedFieldProps) {
  const row = form.entry.draft.value.freeFields.find(({ id }) => id === field.id);
  const label = row?.name || (input ? labelOf(input) : field.name);
  const isOpen = isShown || field.isOpen || input?.secret === false;
  const { value, readings } = field;
  const notes = [
    readings.length > 1 && i18n.t(value === null ? 'popup.paste.choose' : 'popup.paste.doubt'),
    ORIGINS[field.from](field.name),
    field.isPart && i18n.t('popup.paste.part'),
    field.isDecoded && i18n.t('popup.paste.decoded'),
    field.removed.length > 0 && removedWords(field.removed),
    input && input.value !== '' && input.value !== value && i18n.t('popup.paste.replaces'),
  ].filter(Boolean);
  return (
    <>
      <dt>
        <span class="cut">{label}</span>
      </dt>
      <dd>
        {readings.length === 1 || (value === null && readings.length === 0) ? (
          <span class="cut">
            <Value value={value ?? ''} isOpen={isOpen} />
          </span>
        ) : (
          readings.map((reading) => (
            <label key={reading} class="reading">
              <input
                type="radio"
                name={`reading ${field.id ?? field.name}`}
                checked={reading === value}
                onChange={() => onChoose(reading)}
              />
              <span class="cut">
                <Value value={reading} isOpen={isOpen} />
              </span>
            </label>
          ))
        )}
        <span class="muted">{notes.join(' · ')}</span>
      </dd>
    </>
  );
}

/** Where values stand in a text, with the name they have there. */
const ORIGINS: Record<Offered['from'], (name: string) => string> = {
  label: (name) => i18n.t('popup.paste.from.label', { name }),
  header: (name) => i18n.t('popup.paste.from.header', { name }),
  address: () => i18n.t('popup.paste.from.address'),
  'sign-in': () => i18n.t('popup.paste.from.signIn'),
  table: (name) => i18n.t('popup.paste.from.table', { name }),
  data: (name) => i18n.t('popup.paste.from.data', { name }),
};

/** From this many characters on, this many of them are shown at each end of a secret. */
const ENDS: [length: number, shown: number][] = [
  [24, 4],
  [12, 2],
];

function Value({ value, isOpen }: { value: string; isOpen: boolean }) {
  if (isOpen) return <span class="mono">{value}</span>;
  const characters = [...value];
  const [, shown = 0] = ENDS.find(([length]) => characters.length >= length) ?? [];
  return (
    <>
      {shown > 0 && (
        <>
          <span class="mono">{characters.slice(0, shown).join('')}</span>
          <span aria-hidden="true">••••</span>
          <span class="mono">{characters.slice(-shown).join('')}</span>{' '}
        </>
      )}
      {shown === 0 && <span aria-hidden="true">•••• </span>}
      {i18n.t('popup.paste.hidden', characters.length)}
    </>
  );
}
