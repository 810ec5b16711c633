import { isEmail } from './clean';
import { namesOf } from './match';
import { type Concept, conceptOf, wordsOf } from './names';
import type { Pair } from './pair';
import type { Target } from './target';

/** What a form may ask for instead of user name and password, most usual first. */
const ROLES: [user: Concept, password: Concept][] = [
  ['email', 'token'],
  ['email', 'password'],
  ['username', 'token'],
  ['username', 'secret'],
  ['accountId', 'token'],
  ['accountId', 'secret'],
  ['accountId', 'password'],
  ['clientId', 'secret'],
  ['clientId', 'token'],
  ['clientId', 'password'],
  ['token', 'secret'],
  ['token', 'password'],
];

/**
 * Gives the halves of `user:password` the names of the two fields that the form has instead, such as e-mail and API
 * token. A form that fits in two ways leaves them as they are.
 */
export function asFormNames(pairs: Pair[], targets: Target[]): Pair[] {
  const user = pairs.find(({ half }) => half === 'user');
  if (!user) return pairs;
  const fieldsOf = (concept: Concept) =>
    targets.filter(
      ({ field }) =>
        namesOf(field)
          .map((name) => conceptOf(wordsOf(name))?.concept)
          .find(Boolean) === concept,
    );
  if (fieldsOf('username').length > 0 && fieldsOf('password').length > 0) return pairs;
  const fitting = ROLES.filter(
    ([one, other]) =>
      fieldsOf(one).length === 1 && fieldsOf(other).length === 1 && (one !== 'email' || isEmail(user.value)),
  );
  const [role] = isEmail(user.value) ? fitting : fitting.filter(([one]) => fitting.every(([other]) => other === one));
  if (!role) return pairs;
  const [first, second] = role.map((concept) => fieldsOf(concept)[0]?.field.key ?? '');
  return pairs.map((pair) => {
    if (!pair.half) return pair;
    return { ...pair, aliases: [...(pair.aliases ?? []), (pair.half === 'user' ? first : second) ?? ''] };
  });
}
