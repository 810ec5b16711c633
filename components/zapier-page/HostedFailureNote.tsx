import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import type { HostedConnect, HostedFailure } from '../../lib/shared/visit';
import { HostAccess } from '../sign-in/HostAccess';
import { Countdown } from '../ui/Countdown';
import { Icon } from '../ui/Icon';
import { zapiersWords } from '../ui/zapiers-words';

interface HostedFailureNoteProps {
  popup: Popup;
  app: HostedConnect['app'];
  failure: HostedFailure;
  /** Whether Zapier's page had been open, so that only what came of it is not known. */
  wasOpen: boolean;
}

/** Why Zapier's page was not opened, or why it is not known what came of it. */
export function HostedFailureNote({ popup, app, failure, wasOpen }: HostedFailureNoteProps) {
  if (failure.code === 'sign-in-ended') return null;
  return (
    <div class={wasOpen ? 'note note-warn spaced' : 'note note-bad spaced'}>
      <Icon name={wasOpen ? 'warn' : 'bad'} />
      {'errors' in failure &&
        failure.errors.map(({ code, detail, pointer }) => (
          <div key={pointer}>
            <p class="strong">{detail || i18n.t('popup.failure.noWords')}</p>
            <p class="muted">{zapiersWords(failure.status, code)}</p>
          </div>
        ))}
      <p>{wasOpen ? i18n.t('popup.hosted.notChecked') : wordsFor(failure, app.title)}</p>
      {failure.code === 'paused' && (
        <p>
          <Countdown until={failure.until} words={(left) => i18n.t('popup.failure.paused', { left })} />
        </p>
      )}
      {failure.code === 'no-host-access' && <HostAccess popup={popup} />}
    </div>
  );
}

function wordsFor(failure: Exclude<HostedFailure, { code: 'sign-in-ended' }>, title: string): string {
  switch (failure.code) {
    case 'not-listed':
      return i18n.t('popup.hosted.notListed', { app: title });
    case 'foreign-link':
      return i18n.t('popup.hosted.foreignLink', { link: failure.link });
    case 'interrupted':
      return i18n.t('popup.hosted.interrupted');
    case 'no-host-access':
      return i18n.t('popup.hostAccess.text');
    case 'refused':
    case 'server-error':
    case 'not-sent':
    case 'paused':
    case 'answer-lost':
      return i18n.t('popup.hosted.notReached');
  }
}
