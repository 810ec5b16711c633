import { i18n } from '#i18n';
import type { Config } from '../../../lib/shared/config';
import type { ExchangeFailure, SetUpCheck } from '../../../lib/shared/set-up-check';
import { signInFailureWords } from '../../sign-in/SignInNotes';
import { gotWords } from '../../ui/zapier';

/** What a step has found, in words. */
export interface Verdict {
  kind: 'ok' | 'bad' | 'warn' | 'info' | 'wait';
  title: string;
  /** What to do next. */
  next: string[];
  /** The words of Zapier or of the token broker. */
  said?: string;
  /** Who signed in. It is left out of the report. */
  person?: string;
}

/** The settings that a verdict may name. */
export type Checked = Pick<Config, 'clientAuthentication' | 'tokenBrokerUrl'>;

const bad = (title: string, ...next: string[]): Verdict => ({ kind: 'bad', title, next });

const said = ({ error = '', description = '' }: { error?: string; description?: string }) => {
  const words = [description, error].filter(Boolean).join(' · ');
  return words ? { said: words } : {};
};

/** Returns what the trial sign-in has found, or null if it was not tried. */
export function signInVerdict(step: SetUpCheck['signIn']): Verdict | null {
  switch (step.is) {
    case 'waiting':
      return null;
    case 'running':
      return { kind: 'wait', title: i18n.t('settings.setUp.running'), next: [] };
    case 'ok':
      return { kind: 'ok', title: i18n.t('settings.setUp.cameBack'), next: [] };
    case 'closed':
      return closedVerdict(step.shown);
    case 'failed':
      return failedSignIn(step.failure);
  }
}

function closedVerdict(shown: Extract<SetUpCheck['signIn'], { is: 'closed' }>['shown']): Verdict {
  switch (shown) {
    case null:
      return { kind: 'info', title: i18n.t('settings.setUp.closed'), next: [i18n.t('settings.setUp.whatShown')] };
    case 'sign-in':
      return {
        kind: 'info',
        title: i18n.t('settings.setUp.closedThere'),
        next: [i18n.t('settings.setUp.closedThereNext')],
      };
    case 'error-page':
      return bad(
        i18n.t('settings.setUp.errorPage'),
        i18n.t('settings.setUp.errorPageNext'),
        i18n.t('settings.setUp.tryAgain'),
      );
  }
}

function failedSignIn(failure: Extract<SetUpCheck['signIn'], { is: 'failed' }>['failure']): Verdict {
  if (failure.code === 'refused' || failure.code === 'unproven-refusal') {
    if (failure.error === 'access_denied')
      return {
        ...bad(i18n.t('popup.signInFailure.denied'), i18n.t('settings.setUp.deniedNext')),
        ...(failure.description && said(failure)),
      };
    const next = failure.error === 'invalid_scope' ? 'settings.setUp.scopesNext' : 'settings.setUp.refusedNext';
    return { ...bad(i18n.t('popup.signInFailure.refused'), i18n.t(next)), ...said(failure) };
  }
  if (failure.code === 'not-loaded')
    return bad(
      i18n.t('settings.setUp.notLoaded'),
      i18n.t('settings.setUp.notLoadedNext'),
      i18n.t('settings.setUp.errorPageNext'),
    );
  const [title = '', ...next] = signInFailureWords(failure);
  return bad(title, ...next);
}

/** Returns what the exchange of the code has found, or null if it did not come to that. */
export function exchangeVerdict(step: SetUpCheck['exchange'], settings: Checked): Verdict | null {
  switch (step.is) {
    case 'waiting':
      return null;
    case 'running':
      return { kind: 'wait', title: i18n.t('settings.setUp.exchanging'), next: [] };
    case 'ok':
      return { kind: 'ok', title: i18n.t(ACCEPTED[settings.clientAuthentication]), next: [] };
    case 'failed':
      return { ...failedExchange(step.failure, settings), ...('error' in step.failure && said(step.failure)) };
  }
}

const ACCEPTED = {
  none: 'settings.setUp.acceptedNone',
  broker: 'settings.setUp.acceptedBroker',
  secret: 'settings.setUp.acceptedSecret',
} as const;

function failedExchange(failure: ExchangeFailure, { clientAuthentication, tokenBrokerUrl: url }: Checked): Verdict {
  const isBroker = clientAuthentication === 'broker';
  switch (failure.code) {
    case 'wants-secret':
      return bad(i18n.t('settings.setUp.wantsSecret'), i18n.t('settings.setUp.wantsSecretNext'));
    case 'wrong-secret':
      return isBroker
        ? bad(i18n.t('settings.setUp.wrongBrokerSecret'), i18n.t('settings.setUp.wrongBrokerSecretNext'))
        : bad(i18n.t('settings.setUp.wrongSecret'), i18n.t('settings.setUp.wrongSecretNext'));
    case 'wrong-redirect':
      return bad(
        i18n.t('settings.setUp.wrongRedirect'),
        i18n.t(isBroker ? 'settings.setUp.wrongBrokerRedirectNext' : 'settings.setUp.wrongRedirectNext'),
      );
    case 'code-refused':
      return bad(i18n.t('settings.setUp.codeRefused'), i18n.t('settings.setUp.codeRefusedNext'));
    case 'refused':
      return bad(i18n.t('settings.setUp.notExchanged'), i18n.t('settings.setUp.notExchangedNext'));
    case 'server-error':
      return isBroker
        ? bad(
            i18n.t('settings.setUp.brokerProblem', { status: failure.status }),
            i18n.t('settings.setUp.brokerProblemNext'),
          )
        : bad(
            i18n.t('popup.signInFailure.serverError', { status: failure.status }),
            i18n.t('popup.signInFailure.inAMoment'),
          );
    case 'unreachable':
      return bad(i18n.t('settings.setUp.unreachable'), i18n.t('settings.setUp.unreachableNext'));
    case 'unread':
      return bad(
        i18n.t('settings.setUp.unread', { host: new URL(url).host }),
        i18n.t('settings.setUp.unreadNext', { health: new URL('health', url).href, origin: location.origin }),
      );
    case 'wrong-path':
      return bad(i18n.t('settings.setUp.wrongPath', { url }), i18n.t('settings.setUp.wrongPathNext'));
    case 'too-many-requests':
      return bad(i18n.t('popup.signInFailure.tooManyRequests'), i18n.t('popup.signInFailure.later'));
    case 'not-understood': {
      const answer = [failure.status || '', gotWords(failure.got)].filter(Boolean).join(', ');
      return isBroker
        ? bad(
            i18n.t('settings.setUp.brokerNotUnderstood', { answer }),
            i18n.t('settings.setUp.brokerNotUnderstoodNext'),
          )
        : bad(i18n.t('settings.setUp.notUnderstood', { answer }), i18n.t('popup.signInFailure.onceMore'));
    }
  }
}
