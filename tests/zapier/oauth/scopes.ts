/** Descriptions of scopes for the consent page. The names are Zapier's whole list, old and new. */
const SCOPES: Record<string, string> = {
  profile: 'See your name and e-mail address',
  zap: 'See your Zaps and the app directory',
  'zap:write': 'Create and change Zaps',
  'zap:delete': 'Delete Zaps',
  'zap:all': 'See all Zaps that you own',
  'zap:account:all': 'See all Zaps that you can reach',
  'zap:runs': 'See the history of your Zaps',
  'action:run': 'Run actions',
  authentication: 'See your app connections',
  'authentication:write': 'Create app connections',
  'connection:read': 'See your app connections',
  'connection:write': 'Create app connections',
};

/** Returns a request's scopes; empty if one of them does not exist. */
export function knownScopes(scope: string): string[] {
  const names = scope.split(' ').filter((name) => name !== '');
  return names.every((name) => Object.hasOwn(SCOPES, name)) ? names : [];
}

/** Returns the scopes' descriptions for the consent page, without repetition. */
export function describeScopes(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => SCOPES[name] ?? name))];
}
