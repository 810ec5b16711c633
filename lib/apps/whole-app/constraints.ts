/** What the parts of an app say about each other, which a shape cannot say. */
import type { DefinitionFailure } from '../definition-failure';
import { pathTo } from '../failure-path';
import type { App } from '../import-schema';
import { bufferFailures } from './buffer';
import { groupFailures, inputFailures } from './field-constraints';
import { searchOrCreateFailures } from './search-or-create';

const METHODS = ['get', 'list', 'hook', 'search', 'create'] as const;

/** Everything that Zapier finds in an app all of whose parts have the right shape. */
export function appFailures(app: App): DefinitionFailure[] {
  return [
    ...Object.entries(app.triggers ?? {}).flatMap((entry) => actionFailures(entry, 'triggers')),
    ...Object.entries(app.searches ?? {}).flatMap((entry) => actionFailures(entry, 'searches')),
    ...Object.entries(app.creates ?? {}).flatMap((entry) => actionFailures(entry, 'creates')),
    ...Object.entries(app.creates ?? {}).flatMap(([name, { operation }]) =>
      bufferFailures(operation, `${pathTo('creates', name)}.operation`),
    ),
    ...Object.entries(app.bulkReads ?? {}).flatMap(([name, { display, operation }]) => {
      const at = pathTo('bulkReads', name);
      return [...displayFailures(display, at), ...groupFailures(operation, `${at}.operation`)];
    }),
    ...Object.entries(app.resources ?? {}).flatMap(([name, resource]) =>
      METHODS.flatMap((method) => {
        const operation = resource[method]?.operation;
        return operation ? groupFailures(operation, `${pathTo('resources', name)}.${method}.operation`) : [];
      }),
    ),
    ...searchOrCreateFailures(app, 'searchOrCreates'),
    ...searchOrCreateFailures(app, 'searchAndCreates'),
  ];
}

type Action = NonNullable<App['triggers' | 'searches' | 'creates']>[string];

function actionFailures([name, action]: [string, Action], part: string): DefinitionFailure[] {
  const at = pathTo(part, name);
  return [
    ...(action.key === name ? [] : [{ path: `${at}.key`, reason: 'not-its-name' } as const]),
    ...displayFailures(action.display, at),
    ...inputFailures(action.operation, `${at}.operation`),
    ...groupFailures(action.operation, `${at}.operation`),
  ];
}

/** What users see has to be called something. */
function displayFailures(display: Action['display'], at: string): DefinitionFailure[] {
  if (display.hidden) return [];
  return (['label', 'description'] as const).flatMap((key) =>
    display[key] === undefined ? [{ path: `${at}.display.${key}`, reason: 'missing' as const }] : [],
  );
}
