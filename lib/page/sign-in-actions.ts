import { signInStateItem } from '../shared/sign-in';
import { SIGN_OUT_PAGE, seenAtZapierItem } from '../shared/zapier-session';
import type { Customers } from './customers';
import { send } from './send';

/** Creates what a page can do about signing in at Zapier. The background carries it out, and its state is stored. */
export function createSignInActions(customers: Pick<Customers, 'expectSignIn' | 'add'>) {
  return {
    /** Starts Zapier's sign-in. `named` is the customer's e-mail or domain, or empty. */
    startSignIn(named: string) {
      customers.expectSignIn();
      void send('signIn.start', { named });
    },
    /** Signs out at Zapier whoever is signed in there, and goes on to the sign-in. `named` as above. */
    signInAsSomeoneElse(named: string) {
      customers.expectSignIn();
      customers.add();
      void send('signIn.start', { named, asSomeoneElse: true });
    },
    /** Brings the window of the sign-in that is under way to the front. */
    showSignIn: () => void send('signIn.show', {}),
    /** Ends the sign-in that is under way. */
    cancelSignIn: () => void send('signIn.cancel', {}),
    /** The address of Zapier's own sign-out. */
    signOutPage: SIGN_OUT_PAGE,
    /** Forgets which account is signed in at Zapier. To be called when a page opens Zapier's own sign-out. */
    doubtZapierSession: () => void seenAtZapierItem.removeValue(),
    /** Removes the notice of a finished sign-in. */
    acknowledgeSignIn: () => void send('signIn.acknowledge', {}),
    /** Accepts the account that signed in instead of the named customer. */
    acceptAccount: (accountId: string) => void send('account.accept', { accountId }),
    /** Drops the account that signed in instead of the named customer. The background drops its tokens. */
    dropAccount: () => void signInStateItem.setValue({ status: 'idle' }),
  };
}
