import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { Form } from '../../lib/page/form/form';
import type { AccountView, Popup } from '../../lib/page/popup';
import type { PageOrder } from '../../lib/shared/order';
import type { PageDoubt, PageStage } from '../../lib/shared/order-stage';
import { IntoAccount } from '../account/Face';
import { SignInEnded } from '../sign-in/SignInNotes';
import { Alert } from '../ui/Alert';
import { AppHead } from '../ui/AppHead';
import { offerFocus } from '../ui/focus';
import { isolated } from '../ui/isolated';
import { useBack } from '../ui/use-back';
import { VisitAlert } from './VisitAlert';

interface VisitProps {
  popup: Popup;
  account: AccountView;
  form: Form;
  visit: PageOrder;
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
    <Actions key={visit.stage.name} popup={popup} form={form} visit={visit} ended={ended} onEnter={onEnter} />
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
              {isTrouble(visit.stage) && actions}
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

/** Returns whether Zapier's page is about to be opened. */
const isOpening = (stage: PageStage): boolean =>
  stage.name === 'queued' || (stage.name === 'on-page' && stage.tabId === null);

/** Returns whether something went wrong. */
const isTrouble = (stage: PageStage): boolean =>
  stage.name === 'not-sure' || (stage.name === 'failed' && stage.failure.code !== 'needs-no-connection');

interface StatusNoteProps extends Pick<VisitProps, 'visit'> {
  /** Buttons for what can be done next. */
  children: ComponentChildren;
}

/** Shows the visit's stage, or that it succeeded. */
function StatusNote({ visit: { app, stage, reconnects }, children }: StatusNoteProps) {
  if (isOpening(stage)) return <Alert kind="wait" verdict={i18n.t('popup.hosted.opening')} actions={children} />;
  switch (stage.name) {
    case 'on-page':
      return (
        <Alert kind="wait" verdict={i18n.t('popup.hosted.waiting')} actions={children}>
          {reconnects === null
            ? i18n.t('popup.hosted.waitingText')
            : isolated({ title: reconnects.title }, (parts) => i18n.t('popup.hosted.reconnectText', parts))}
        </Alert>
      );
    case 'checking':
      return <Alert kind="wait" verdict={i18n.t('popup.hosted.checking')} actions={children} />;
    case 'connected':
      return (
        <Alert kind="ok" verdict={i18n.t('popup.hosted.reconnected')} actions={children}>
          <p class="strong">
            <bdi>{reconnects?.title}</bdi>
          </p>
          <p>{i18n.t('popup.hosted.repaired')}</p>
        </Alert>
      );
    case 'failed':
      if (stage.failure.code !== 'needs-no-connection') return null;
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
  const [likeliest] = actions[0] ?? [];
  useLayoutEffect(() => {
    if (!ended) offerFocus(first.current);
  }, [ended, likeliest]);

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
  { stage, reconnects }: PageOrder,
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
  switch (stage.name) {
    case 'queued':
    case 'checking':
      return [cancel];
    case 'on-page':
      if (isOpening(stage)) return [cancel];
      return [[i18n.t('popup.hosted.show'), can.show], [i18n.t('popup.hosted.checkNow'), can.check], cancel];
    case 'not-sure':
      return afterDoubt(stage.doubt, { again, checkAgain, done });
    case 'failed':
      if (stage.failure.code === 'needs-no-connection') return [[i18n.t('popup.hosted.another'), can.leave]];
      if (stage.failure.code === 'switched-off') return [...enter, done];
      return stage.failure.code === 'not-listed' ? [...enter, again] : [again, ...enter];
    default:
      return [done];
  }
}

function afterDoubt(
  doubt: PageDoubt,
  { again, checkAgain, done }: Record<'again' | 'checkAgain' | 'done', [string, Act]>,
): [words: string, act: Act][] {
  switch (doubt.code) {
    case 'nothing-new':
      return [again, checkAgain];
    case 'not-checked':
      return [checkAgain, again];
    case 'not-reconnected':
      if (doubt.isGone) return [done, checkAgain];
      return doubt.instead.some(({ how }) => how === 'made') ? [done, again, checkAgain] : [again, checkAgain];
  }
}
