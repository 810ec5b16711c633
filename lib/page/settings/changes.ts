import type { SettingsKey } from '../../shared/config';
import { parseDefinitions } from '../../shared/definitions/parse-definitions';

/** A value that a file of settings would change. */
export interface Change {
  key: SettingsKey;
  from: string | boolean;
  to: string | boolean;
  /** Of the apps, the titles of those that come, go, or are defined in another way. */
  apps?: AppChanges;
}

/** Titles of apps. */
export interface AppChanges {
  added: string[];
  changed: string[];
  removed: string[];
}

/** Compares two texts of the Apps setting. One that cannot be read counts as no apps. */
export function appChanges(from: string, to: string): { apps: AppChanges } {
  const [before, after] = [definitionsIn(from), definitionsIn(to)];
  const titles = (ids: string[], of: Map<string, { title: string }>) => ids.map((id) => of.get(id)?.title ?? id);
  const [old, fresh] = [[...before.keys()], [...after.keys()]];
  const isChanged = (id: string) => before.has(id) && JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id));
  return {
    apps: {
      added: titles(
        fresh.filter((id) => !before.has(id)),
        after,
      ),
      changed: titles(fresh.filter(isChanged), after),
      removed: titles(
        old.filter((id) => !after.has(id)),
        before,
      ),
    },
  };
}

function definitionsIn(text: string) {
  const parsed = text.trim() ? parseDefinitions(text) : null;
  return new Map((parsed?.ok ? parsed.value : []).map((definition) => [definition.app, definition]));
}
