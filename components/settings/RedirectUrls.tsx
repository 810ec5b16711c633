import { i18n } from '#i18n';
import type { RedirectUrl } from '../../lib/page/redirect-urls';
import { CopyButton } from '../ui/CopyButton';
import { Icon } from '../ui/Icon';

interface RedirectUrlsProps {
  urls: RedirectUrl[];
  onCopied: () => void;
}

/** Lists the redirect URLs that have to be registered at Zapier, each with a copy button. */
export function RedirectUrls({ urls, onCopied }: RedirectUrlsProps) {
  return (
    <>
      <p>{i18n.t('settings.redirect.intro')}</p>
      <ul class="urls" aria-label={i18n.t('settings.redirect.title')}>
        {urls.map(({ browser, url, isThisBrowser }) => (
          <li key={url}>
            <div class="field-head">
              <span class="label" id={`redirect-${browser}`}>
                {i18n.t(`settings.redirect.${browser}`)}
              </span>
              {browser === 'chrome' && <span class="mark">{i18n.t('settings.redirect.forTrying')}</span>}
              {isThisBrowser && (
                <span class="mark this-browser">
                  <Icon name="tick" />
                  {i18n.t('settings.redirect.thisBrowser')}
                </span>
              )}
            </div>
            <div class="url">
              <code class="mono">{url}</code>
              <CopyButton text={url} describedBy={`redirect-${browser}`} onCopied={onCopied} />
            </div>
            {browser === 'chrome' && <p class="help">{i18n.t('settings.redirect.forTryingHelp')}</p>}
            {browser === 'other' && <p class="help">{i18n.t('settings.redirect.otherHelp')}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
