import type { Failure } from '../../shared/failure';
import type { Result } from '../../shared/result';
import type { Access, Readable } from '../../shared/set-up-check';
import type { Zapier } from '../zapier/api';
import { HOLDER } from './holding';

/** Names that Zapier's documents use for the same scope, the older one first. */
const SAME_SCOPES = [
  ['authentication', 'connection:read'],
  ['authentication:write', 'connection:write'],
];

/** Returns the scopes that were asked for and not granted, under either name. */
export function missingScopes(asked: string, granted: string): string[] {
  const has = new Set(granted.split(/\s+/));
  const namesOf = (scope: string) => SAME_SCOPES.find((names) => names.includes(scope)) ?? [scope];
  return asked.split(' ').filter((scope) => !namesOf(scope).some((name) => has.has(name)));
}

/**
 * Reads what the extension lives on: whose account it is, the apps and an app's connections. `appId` is an app to list
 * connections of; the most popular one if there is none.
 */
export async function readAccess(
  zapier: Zapier,
  { accessToken, asked, granted }: { accessToken: string; asked: string; granted: string | null },
  appId: string | undefined,
): Promise<Access> {
  const profile = await zapier.profile(accessToken);
  const apps = await zapier.appsPage(HOLDER, 0, 1, 'awaited');
  const listed = appId ?? (apps.ok ? apps.value.apps[0]?.id : undefined);
  const connections = listed ? await zapier.connectionsPage({ accountId: HOLDER, appId: listed }, 0, 'awaited') : null;
  const unreadable = (what: Readable, result: Result<unknown, Failure> | null) =>
    result && !result.ok ? [{ what, failure: result.failure }] : [];
  return {
    granted,
    missing: granted === null ? [] : missingScopes(asked, granted),
    accountId: profile.ok ? profile.value.id : null,
    email: profile.ok ? profile.value.email : null,
    unreadable: [
      ...unreadable('account', profile),
      ...unreadable('apps', apps),
      ...unreadable('connections', connections),
    ],
  };
}
