import { storage } from 'wxt/utils/storage';
import type { ItemKey } from '../../shared/items';
import { type SignedIn, type SignInState, signInStateItem } from '../../shared/sign-in';
import type { Schedule } from '../schedule';
import type { AccessTokens } from './access-tokens';
import type { Tokens } from './tokens';

/** How long an account that is not the named customer's may wait for the agent's decision, in milliseconds. */
const DECIDED_WITHIN_MS = 10 * 60_000;

/** Alarm that drops an account which the agent did not decide on. */
export const CANDIDATE_ALARM = 'candidate';

/** An account that signed in although another customer was named. */
interface Candidate {
  profile: SignedIn;
  tokens: Tokens;
  /** When it signed in, in epoch milliseconds. */
  since: number;
}

/** Secret. In memory only, and read and written only here. */
const candidateItem = storage.defineItem<Candidate>('session:candidate' satisfies ItemKey);

interface Dependencies {
  accessTokens: Pick<AccessTokens, 'spend'>;
  schedule: Pick<Schedule, 'at' | 'cancel'>;
  /** Epoch milliseconds. */
  now: () => number;
}

/**
 * Keeps an account that is not the named customer's apart from all others until the agent decides, so that nothing can
 * be done in it. It lasts as long as the stored sign-in is undecided: whatever else becomes of that, here or in a page,
 * drops the candidate and uses up its refresh token.
 */
export function createCandidate({ accessTokens, schedule, now }: Dependencies) {
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => navigator.locks.request('candidate', work) as Promise<T>;

  async function read(): Promise<{ candidate: Candidate | null; state: SignInState }> {
    const [candidate, state] = (await storage.getItems([candidateItem, signInStateItem])).map(({ value }) => value);
    return { candidate: candidate ?? null, state };
  }

  const isInTime = ({ since }: Candidate) => now() >= since && now() < since + DECIDED_WITHIN_MS;

  async function remove(): Promise<void> {
    await candidateItem.removeValue();
    await schedule.cancel(CANDIDATE_ALARM);
  }

  /** Drops the candidate unless the agent can still decide, who is told if it was left undecided. */
  const settle = () =>
    inTurn(async () => {
      const { candidate, state } = await read();
      const isUndecided = state.status === 'undecided';
      if (isUndecided && candidate && isInTime(candidate)) return;
      const end: SignInState = candidate
        ? { status: 'failed', failure: { code: 'undecided-too-long' } }
        : { status: 'idle' };
      if (isUndecided) await signInStateItem.setValue(end);
      if (!candidate) return;
      await remove();
      void accessTokens.spend(candidate.tokens).catch(() => undefined);
    });

  return {
    /** Keeps an account apart, and asks the agent. `named` is the customer who was expected. */
    keep: (profile: SignedIn, tokens: Tokens, named: string): Promise<void> =>
      inTurn(async () => {
        await storage.setItems([
          { item: candidateItem, value: { profile, tokens, since: now() } },
          { item: signInStateItem, value: { status: 'undecided', profile, named } },
        ]);
        await schedule.at(CANDIDATE_ALARM, now() + DECIDED_WITHIN_MS);
      }),

    /** Removes this account's candidate and returns it, or null if there is none any more. */
    take: (accountId: string): Promise<Candidate | null> =>
      inTurn(async () => {
        const { candidate, state } = await read();
        if (state.status !== 'undecided' || candidate?.profile.id !== accountId || !isInTime(candidate)) return null;
        await remove();
        return candidate;
      }),

    settle,

    /** Drops the candidate as soon as the sign-in is decided. Must be called in the background's first task. */
    follow: (): void => void signInStateItem.watch(() => void settle()),
  };
}

/** The object that {@link createCandidate} returns. */
export type CandidateKeeper = ReturnType<typeof createCandidate>;
