import { authorised, limited } from './access';
import type { Handle } from './operation';
import type { State } from './state';

/** GET /v1/profiles/me: returns the caller's profile. */
export function showProfile(state: State): Handle {
  return limited(
    state,
    authorised(state, ['profile'], (_c, { person }) => Response.json(person)),
  );
}
