import { i18n } from '#i18n';
import { Checkbox } from '../ui/Checkbox';
import type { SectionProps } from './section-props';

/** How long a sign-in lasts. */
export function SignInSection({ page, markOf }: SectionProps) {
  return (
    <section aria-labelledby="sign-in">
      <h2 id="sign-in">{i18n.t('settings.signIn.title')}</h2>
      <Checkbox
        label={i18n.t('settings.signIn.stay')}
        help={i18n.t('settings.signIn.stayHelp')}
        checked={page.draft.value.staySignedIn}
        onChange={(checked) => page.edit('staySignedIn', checked)}
        disabled={page.locked.value.includes('staySignedIn')}
        mark={markOf('staySignedIn')}
      />
    </section>
  );
}
