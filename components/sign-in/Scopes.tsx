import { i18n } from '#i18n';

/** What a sign-in asks Zapier for. */
export function Scopes({ scopes }: { scopes: string }) {
  const asked = [...new Set(scopes.split(/\s+/).filter(Boolean).map(wordsFor))];
  return (
    <ul>
      {asked.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

/** A scope that is not known here is said by its own name. */
function wordsFor(scope: string): string {
  switch (scope) {
    case 'profile':
      return i18n.t('popup.scopes.profile');
    case 'zap':
      return i18n.t('popup.scopes.zap');
    case 'connection:read':
    case 'authentication':
      return i18n.t('popup.scopes.readConnections');
    case 'connection:write':
    case 'authentication:write':
      return i18n.t('popup.scopes.writeConnections');
    default:
      return scope;
  }
}
