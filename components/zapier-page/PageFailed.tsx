import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Popup } from '../../lib/page/popup';
import type { PageOrder } from '../../lib/shared/order';
import type { PageFailure } from '../../lib/shared/order-stage';
import { HostAccess } from '../sign-in/HostAccess';
import { SignInAgain } from '../sign-in/SignInAgain';
import { Alert } from '../ui/Alert';
import { Countdown } from '../ui/Countdown';
import { isolated } from '../ui/isolated';
import { notRenewedWords, notUnderstoodWords, ZapiersWords, zapiersCodes } from '../ui/zapier';

interface PageFailedProps {
  popup: Popup;
  app: PageOrder['app'];
  failure: PageFailure;
  /** What could not be done; absent when Zapier's page had been open, so that only the outcome is unknown. */
  verdict?: string;
  /** Buttons for what can be done next. */
  children?: ComponentChildren;
}

/** Explains why Zapier's page was not opened, or its link not copied, or why a visit's outcome is unknown. */
export function PageFailed({ popup, app, failure, verdict: notDone, children }: PageFailedProps) {
  // Said as an outcome like any other.
  if (failure.code === 'needs-no-connection') return null;
  const [verdict, text] = notDone ? notDoneWords(failure, app.title, notDone) : notCheckedWords(failure);
  return (
    <Alert
      kind={notDone ? 'bad' : 'warn'}
      verdict={verdict}
      actions={
        <>
          {failure.code === 'no-host-access' && <HostAccess popup={popup} />}
          {children}
          {failure.code === 'not-renewed' && <SignInAgain popup={popup} />}
        </>
      }
      details={
        failure.code === 'foreign-link' ? <bdi>{failure.link}</bdi> : 'errors' in failure && zapiersCodes(failure)
      }
    >
      {text}
      {'errors' in failure && <ZapiersWords {...failure} />}
      {failure.code === 'paused' && (
        <Countdown until={failure.until} words={(left) => i18n.t('popup.failure.paused', { left })} />
      )}
    </Alert>
  );
}

type Words = [verdict: ComponentChildren, text?: string];

function notCheckedWords(failure: PageFailure): Words {
  if (failure.code === 'list-unclear') return [i18n.t('popup.hosted.notKnown'), i18n.t('popup.hosted.listUnclear')];
  if (failure.code === 'not-understood') return [i18n.t('popup.hosted.notChecked'), notUnderstoodWords(failure)];
  return [i18n.t('popup.hosted.notChecked')];
}

function notDoneWords(failure: PageFailure, title: string, notDone: string): Words {
  switch (failure.code) {
    case 'not-listed':
      return [
        isolated({ app: title }, (parts) => i18n.t('popup.hosted.notListed', parts)),
        i18n.t('popup.hosted.notPublic'),
      ];
    case 'foreign-link':
      return [notDone, i18n.t('popup.hosted.foreignLink')];
    case 'interrupted':
      return [i18n.t('popup.hosted.interrupted'), i18n.t('popup.hosted.onceMore')];
    case 'switched-off':
      return [notDone, i18n.t('popup.switchedOff.hosted')];
    case 'no-host-access':
      return [i18n.t('popup.hostAccess.text')];
    case 'not-understood':
      return [notDone, notUnderstoodWords(failure)];
    case 'not-renewed':
      return [notDone, notRenewedWords(failure)];
    case 'refused':
    case 'server-error':
    case 'paused':
    case 'sign-in-ended':
    case 'needs-no-connection':
      return [notDone];
    case 'not-sent':
    case 'answer-lost':
    case 'list-unclear':
      return [notDone, i18n.t('popup.undo.notReached')];
  }
}
