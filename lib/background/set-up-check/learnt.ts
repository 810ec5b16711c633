import type { Powers } from '../../shared/set-up-check';
import type { Learnt } from '../configuration/configuration';

/** Returns what the configuration keeps of what was found out about an app. What could not be told changes nothing. */
export function learntFrom(
  { checkedApps }: Pick<Learnt, 'checkedApps'>,
  appId: string,
  found: Powers,
): Partial<Learnt> {
  const others = checkedApps.split(' ').filter((id) => id !== '' && id !== appId);
  return {
    ...(found.keys && { checkedApps: (found.keys === 'checked' ? [...others, appId] : others).join(' ') }),
    ...(found.deletion && { deletion: found.deletion }),
  };
}
