import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { Visit } from '../../lib/shared/visit';
import { IntoAccount } from '../account/Face';
import { SignInEnded } from '../sign-in/SignInNotes';
import { Alert } from '../ui/Alert';
import { AppHead } from '../ui/AppHead';
import { isolated } from '../ui/isolated';
import { useBack } from '../ui/use-back';
import { VisitAlert } from './VisitAlert';

/** How a visit went wrong. */
const TROUBLE: Visit['progress']['status'][] = ['nothing-new', 'not-reconnected', 'not-checked', 'not-opened'];

interface VisitProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  visit: Visit;
  onEnter: () => void;
}

/** Shows a visit to Zapier's page: what it waits for, or how it ended. */
export function VisitScreen({ popup, account, form, visit, onEnter }: VisitProps) {
  const { zapierPage, app } = form;
  const ended = account.signIn === 'ended';
  const back = () => {
    const goesOn = zapierPage.underWay.value;
    if (!goesOn) zapierPage.cancel();
    popup.leave(goesOn || form.entry.isBegun());
  };
  useBack(back);
  const actions = (
    <Actions key={visit.progress.status} popup={popup} form={form} visit={visit} ended={ended} onEnter={onEnter} />
  );

  return (
    <>
      {zapierPage.underWay.value && <div class="busy" />}
      <main>
        <AppHead app={app} companyTitle={form.companyTitle} onBack={back} />
        <div role="status">
          <StatusNote visit={visit}>{actions}</StatusNote>
        </div>
        <div role="alert">
          {ended ? (
            <SignInEnded popup={popup} account={account}>
              {TROUBLE.includes(visit.progress.status) && actions}
            </SignInEnded>
          ) : (
            <VisitAlert popup={popup} account={account} form={form} visit={visit}>
              {actions}
            </VisitAlert>
          )}
        </div>
      </main>
      <footer class="foot">
        <IntoAccount account={account} />
      </footer>
    </>
  );
}

const WAITS = {
  opening: 'popup.hosted.opening',
  open: 'popup.hosted.waiting',
  checking: 'popup.hosted.checking',
} as const;

interface StatusNoteProps extends Pick<VisitProps, 'visit'> {
  /** Buttons for what can be done next. */
  children: ComponentChildren;
}

/** Shows the visit's progress, or that it succeeded. */
function StatusNote({ visit: { app, progress, reconnects }, children }: StatusNoteProps) {
  switch (progress.status) {
    case 'opening':
    case 'open':
    case 'checking':
      return (
        <Alert kind="wait" verdict={i18n.t(WAITS[progress.status])} actions={children}>
          {progress.status === 'open' &&
            (reconnects === null
              ? i18n.t('popup.hosted.waitingText')
              : isolated({ title: reconnects.title }, (parts) => i18n.t('popup.hosted.reconnectText', parts)))}
        </Alert>
      );
    case 'reconnected':
      return (
        <Alert kind="ok" verdict={i18n.t('popup.hosted.reconnected')} actions={children}>
          <p class="strong">
            <bdi>{reconnects?.title}</bdi>
          </p>
          <p>{i18n.t('popup.hosted.repaired')}</p>
        </Alert>
      );
    case 'needs-no-connection':
      return (
        <Alert
          kind="info"
          verdict={isolated({ app: app.title }, (parts) => i18n.t('popup.hosted.noConnection', parts))}
          actions={children}
        >
          {i18n.t('popup.hosted.asItIs')}
        </Alert>
      );
    default:
      return null;
  }
}

interface ActionsProps extends Pick<VisitProps, 'popup' | 'form' | 'visit' | 'onEnter'> {
  ended: boolean;
}

/** Shows the buttons for what can be done next. The likeliest comes first and gets the focus. */
function Actions({ popup, form, visit, ended, onEnter }: ActionsProps) {
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (!ended) first.current?.focus();
  }, [ended]);
  const { zapierPage } = form;
  const actions = actionsFor(visit, {
    again: zapierPage.again,
    cancel: zapierPage.cancel,
    check: zapierPage.check,
    show: zapierPage.show,
    leave: () => {
      zapierPage.cancel();
      popup.leave(form.entry.isBegun());
    },
    enter: zapierPage.hasFields
      ? () => {
          zapierPage.cancel();
          onEnter();
        }
      : null,
  });

  return (
    <>
      {actions.map(([words, act], place) => (
        <button
          data-main-control={place === 0 || undefined}
          key={words}
          ref={place === 0 ? first : null}
          type="button"
          class={place === 0 && !ended ? 'button button-main' : 'quiet'}
          onClick={act}
        >
          {words}
        </button>
      ))}
    </>
  );
}

type Act = () => void;

function actionsFor(
  { progress, reconnects }: Visit,
  can: { again: Act; cancel: Act; check: Act; show: Act; leave: Act; enter: Act | null },
): [words: string, act: Act][] {
  const again: [string, Act] = [
    i18n.t(reconnects === null ? 'popup.hosted.connect' : 'popup.hosted.reconnect'),
    can.again,
  ];
  const checkAgain: [string, Act] = [i18n.t('popup.hosted.checkAgain'), can.check];
  const cancel: [string, Act] = [i18n.t('popup.hosted.cancel'), can.cancel];
  const done: [string, Act] = [i18n.t('popup.hosted.done'), can.cancel];
  const enter: [string, Act][] = can.enter ? [[i18n.t('popup.hosted.enter'), can.enter]] : [];
  switch (progress.status) {
    case 'opening':
    case 'checking':
      return [cancel];
    case 'open':
      return [[i18n.t('popup.hosted.show'), can.show], [i18n.t('popup.hosted.checkNow'), can.check], cancel];
    case 'nothing-new':
      return [again, checkAgain];
    case 'not-reconnected':
      if (progress.isGone) return [done, checkAgain];
      return progress.instead.some(({ how }) => how === 'made') ? [done, again, checkAgain] : [again, checkAgain];
    case 'not-checked':
      return [checkAgain, again];
    case 'reconnected':
      return [done];
    case 'needs-no-connection':
      return [[i18n.t('popup.hosted.another'), can.leave]];
    case 'not-opened':
      return progress.failure.code === 'not-listed' ? [...enter, again] : [again, ...enter];
  }
}
