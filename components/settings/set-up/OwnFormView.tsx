import { i18n } from '#i18n';
import type { FieldView } from '../../../lib/page/form/form-layout';
import type { OwnForm } from '../../../lib/page/settings/own-form';
import { CredentialField } from '../../form/CredentialField';
import { FieldLayout } from '../../form/FieldLayout';
import '../../form/form.css';
import { problemWords } from '../../form/input-words';
import { Field } from '../../ui/Field';

/** Shows an own app's form as agents will see it. */
export function OwnFormView({ form }: { form: OwnForm }) {
  const app = form.app.value;
  if (!app) return null;
  const inputs = new Map(form.inputs.value.map((input) => [input.id, input]));
  const field = (inputId: string, view: FieldView) => {
    const input = inputs.get(inputId);
    const problem = form.problems.value[inputId];
    return (
      input && (
        <CredentialField
          key={`${app.app} ${inputId}`}
          input={input}
          view={view}
          readOnly={false}
          error={problem && problem !== 'too-long' && problemWords(problem, input)}
          onInput={(value) => form.edit(input, value)}
        />
      )
    );
  };
  const apps = form.apps.value;
  return (
    <fieldset class="import">
      <legend>{i18n.t('settings.setUp.preview')}</legend>
      {apps.length > 1 ? (
        <Field label={i18n.t('settings.setUp.previewApp')}>
          {(control) => (
            <div class="box">
              <select {...control} value={app.app} onChange={(event) => form.choose(event.currentTarget.value)}>
                {apps.map(({ app: id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </select>
            </div>
          )}
        </Field>
      ) : (
        <p>
          <strong>{app.title}</strong>
        </p>
      )}
      <FieldLayout layout={form.layout.value} field={field} />
    </fieldset>
  );
}
