import { i18n } from '#i18n';
import type { Failure } from '../../../lib/shared/failure';
import type { Access, NotTried, OwnApps, Powers, Readable, SetUpCheck } from '../../../lib/shared/set-up-check';
import { notUnderstoodWords } from '../../ui/zapier';
import type { Verdict } from './words';

/** Takes Zapier's words, and returns what of them is repeated. */
type Quote = (words: string) => string;

/** Returns what the sign-in may do, or null if that is not known. `quote` gets Zapier's words. */
export function accessVerdict(step: SetUpCheck['access'], quote: Quote = (words) => words): Verdict | null {
  if (step.is === 'waiting') return null;
  if (step.is === 'running') return { kind: 'wait', title: i18n.t('settings.setUp.looking'), next: [] };
  const granted = step.granted ? [i18n.t('settings.setUp.granted', { scopes: step.granted })] : [];
  const who = step.email === null ? {} : { person: i18n.t('settings.setUp.signedIn', { email: step.email }) };
  const [title, ...others] = faultsOf(step, quote);
  if (!title) return { kind: 'ok', title: i18n.t('settings.setUp.readable'), next: granted, ...who };
  const advice = step.missing.length > 0 ? [i18n.t('settings.setUp.missingNext')] : [];
  return { kind: 'bad', title, next: [...others, ...granted, ...advice], ...who };
}

const WHAT: Record<Readable, () => string> = {
  account: () => i18n.t('settings.setUp.what.account'),
  apps: () => i18n.t('settings.setUp.what.apps'),
  connections: () => i18n.t('settings.setUp.what.connections'),
};

function faultsOf({ missing, unreadable }: Access, quote: Quote): string[] {
  return [
    ...(missing.length > 0 ? [i18n.t('settings.setUp.missing', { scopes: missing.join(' ') })] : []),
    ...unreadable.map(
      ({ what, failure }) =>
        `${i18n.t('settings.setUp.unreadable', { what: WHAT[what]() })} ${quote(failureWords(failure))}`,
    ),
  ];
}

/** Returns why Zapier could not be asked, or did not answer as it should. */
export function failureWords(failure: Failure): string {
  switch (failure.code) {
    case 'refused': {
      const { errors, status } = failure;
      const words = errors.map(({ detail }) => detail).filter(Boolean);
      return words.length > 0 ? `${words.join(' ')} (${status})` : i18n.t('settings.setUp.noWords', { status });
    }
    case 'server-error':
      return i18n.t('popup.signInFailure.serverError', { status: failure.status });
    case 'not-understood':
    case 'not-renewed':
      return notUnderstoodWords(failure);
    case 'paused':
      return i18n.t('popup.signInFailure.tooManyRequests');
    case 'sign-in-ended':
      return i18n.t('settings.setUp.refusedToken');
    case 'no-host-access':
      return i18n.t('popup.hostAccess.text');
    case 'not-sent':
    case 'answer-lost':
      return i18n.t('settings.setUp.unreachable');
  }
}

/** Returns what Zapier knows of the own apps, or null if it was not asked. */
export function appsVerdict(step: SetUpCheck['apps']): Verdict | null {
  if (step.is === 'waiting') return null;
  if (step.is === 'running') return { kind: 'wait', title: i18n.t('settings.setUp.looking'), next: [] };
  return step.defined.length > 0 ? definedVerdict(step.defined) : askedVerdict(step);
}

function definedVerdict(defined: OwnApps['defined']): Verdict {
  const unknown = defined.filter(({ known }) => known === 'unknown').map(({ title }) => title);
  const next = defined.filter(({ known }) => known !== 'unknown').map((app) => knownWords(app));
  if (unknown.length === 0) return { kind: 'ok', title: i18n.t('settings.setUp.defined'), next };
  const title = i18n.t('settings.setUp.unknownId', { titles: unknown.join(', ') });
  return { kind: 'bad', title, next: [i18n.t('settings.setUp.unknownIdNext'), ...next] };
}

function knownWords({ title, known }: OwnApps['defined'][number]): string {
  if (known === 'listed') return i18n.t('settings.setUp.listed', { title });
  return i18n.t(known === 'by-id' ? 'settings.setUp.byId' : 'settings.setUp.notAsked', { title });
}

function askedVerdict({ asked, found }: OwnApps): Verdict {
  if (asked === '')
    return {
      kind: 'info',
      title: i18n.t('settings.setUp.whichApp'),
      next: [i18n.t('settings.setUp.whichAppNext')],
    };
  const [app, ...others] = found;
  if (!app)
    return {
      kind: 'info',
      title: i18n.t('settings.setUp.notListed', { name: asked }),
      next: [i18n.t('settings.setUp.whereId')],
    };
  if (app.known === 'unknown')
    return {
      kind: 'bad',
      title: i18n.t('settings.setUp.unknownId', { titles: app.id }),
      next: [i18n.t('settings.setUp.whereId')],
    };
  const also = others.map(({ title, id }) => `${title} (${id})`).join(', ');
  return {
    kind: 'ok',
    title:
      app.known === 'listed'
        ? i18n.t('settings.setUp.found', { title: app.title, id: app.id })
        : i18n.t(app.known === 'by-id' ? 'settings.setUp.byId' : 'settings.setUp.notAsked', { title: app.id }),
    next: [i18n.t('settings.setUp.foundNext'), ...(also ? [i18n.t('settings.setUp.alsoFound', { titles: also })] : [])],
  };
}

/** Returns what Zapier allows, or null if that was not tried. */
export function powersVerdict(step: SetUpCheck['powers']): Verdict | null {
  if (step.is === 'waiting') return null;
  if (step.is === 'running') return { kind: 'wait', title: i18n.t('settings.setUp.exploring'), next: [] };
  if (step.is === 'not-tried') return { kind: 'info', title: NOT_TRIED[step.why](), next: [] };
  if (step.is === 'asks')
    return {
      ...{ kind: 'info', title: i18n.t('settings.setUp.asksAccount'), next: [] },
      person: i18n.t('settings.setUp.inAccount', { email: step.email }),
    };
  const { title, keys, deletion, left, failure } = step;
  return {
    kind: keys === null ? 'bad' : left.length > 0 ? 'warn' : 'ok',
    title: KEYS[keys ?? 'unknown'](title),
    next: [
      DELETION[deletion ?? 'unknown'](),
      ...(left.length > 0 ? [i18n.t('settings.setUp.left', { titles: left.join(', ') })] : []),
    ],
    ...(failure && { said: failureWords(failure) }),
  };
}

const NOT_TRIED: Record<NotTried['why'], () => string> = {
  'switched-off': () => i18n.t('settings.setUp.mayNotDelete'),
  'no-secret': () => i18n.t('settings.setUp.noSecret'),
  'no-account': () => i18n.t('settings.setUp.noAccount'),
  'no-sign-in': () => i18n.t('settings.setUp.noSignIn'),
};

const KEYS: Record<NonNullable<Powers['keys']> | 'unknown', (title: string) => string> = {
  checked: (title) => i18n.t('settings.setUp.keysChecked', { title }),
  'not-checked': (title) => i18n.t('settings.setUp.keysNotChecked', { title }),
  unknown: (title) => i18n.t('settings.setUp.keysUnknown', { title }),
};

const DELETION: Record<NonNullable<Powers['deletion']> | 'unknown', () => string> = {
  allowed: () => i18n.t('settings.setUp.deletionAllowed'),
  refused: () => i18n.t('settings.setUp.deletionRefused'),
  unknown: () => i18n.t('settings.setUp.deletionUnknown'),
};
