import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { FieldView, LayoutPart } from '../../lib/page/form/form-layout';
import { Blocks, HelpText } from './HelpText';

interface FieldLayoutProps {
  layout: LayoutPart[];
  /** Shows the input of this id. */
  field: (inputId: string, view: FieldView) => ComponentChildren;
}

/** Lays out the fields of a definition: inputs, texts of the company's, and groups of both. */
export function FieldLayout({ layout, field }: FieldLayoutProps) {
  const part = (shown: LayoutPart) => {
    if (shown.kind === 'group')
      return (
        <fieldset key={shown.id} class="group">
          <legend>{shown.label}</legend>
          <HelpText blocks={shown.help} />
          {shown.parts.map(part)}
        </fieldset>
      );
    if (shown.kind === 'text')
      return (
        <div key={shown.id} class="field copy-text">
          <p class="muted">{i18n.t('popup.form.fromCompany')}</p>
          {shown.label && <p class="strong">{shown.label}</p>}
          <Blocks blocks={shown.help} />
          {shown.text && <p>{shown.text}</p>}
        </div>
      );
    return field(shown.id, shown.view);
  };
  return <>{layout.map(part)}</>;
}
