import * as v from 'valibot';
import { checkValue } from '../../shared/check-value';
import { SETTINGS_KEYS, type SettingsFailure, type SettingsInput, type SettingsKey } from '../../shared/config';
import type { DefinitionReason } from '../../shared/definitions/definition-failure';
import { parseJson, structureFailures } from '../../shared/definitions/parse-json';
import { failed, type Result, succeeded } from '../../shared/result';

/** What marks a file as one of settings, and as of a form that this version knows. */
const FORMAT = 'quick-connect-settings';
const VERSION = 1;

/** Why a file of settings cannot be used. */
export type SettingsFileFailure =
  /** `detail` is the parser's message, which names the position in the text. */
  | { code: 'not-json'; detail: string }
  /** A name that reaches a prototype or occurs twice, or too deep a nesting. */
  | { code: 'structure'; path: string; reason: DefinitionReason }
  | { code: 'not-settings' }
  /** Written by a later version of the extension. */
  | { code: 'newer' }
  | { code: 'unusable'; failures: SettingsFailure[] };

/** What a file of settings holds. */
export interface ReadSettings {
  values: Partial<SettingsInput>;
  /** Names that no setting has, among them the client secret. */
  ignored: string[];
}

const fileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.number(),
  // A record would take a list, too.
  settings: v.custom<Record<string, unknown>>((value) => v.is(v.looseObject({}), value) && !Array.isArray(value)),
});

/** Returns the text of a file with all settings. They hold no secret: only a policy has one. */
export function settingsFile(values: SettingsInput): string {
  const settings = Object.fromEntries(SETTINGS_KEYS.map((key) => [key, values[key]]));
  return `${JSON.stringify({ format: FORMAT, version: VERSION, settings }, null, 2)}\n`;
}

/** Reads a file of settings, which may hold anything: all of it, or nothing. */
export function readSettingsFile(text: string): Result<ReadSettings, SettingsFileFailure> {
  const json = parseJson(text);
  if (!json.ok) return failed({ code: 'not-json', detail: json.failure[0]?.detail ?? '' });
  const [structure] = structureFailures(text, '');
  if (structure) return failed({ code: 'structure', path: structure.path, reason: structure.reason });
  const file = v.safeParse(fileSchema, json.value);
  if (!file.success) return failed({ code: 'not-settings' });
  if (file.output.version > VERSION) return failed({ code: 'newer' });

  const { settings } = file.output;
  const failures: SettingsFailure[] = [];
  const values: Record<string, string | boolean> = {};
  for (const key of SETTINGS_KEYS) {
    const value = settings[key];
    // An address of a broker is needed in one mode only.
    if (value === undefined || (key === 'tokenBrokerUrl' && value === '')) continue;
    const checked = checkValue(key, value);
    if (checked.ok) values[key] = asInput(key, value);
    else failures.push(...checked.failure);
  }
  if (failures.length > 0) return failed({ code: 'unusable', failures });
  const ignored = Object.keys(settings).filter((name) => !SETTINGS_KEYS.some((key) => key === name));
  return succeeded({ values: values as Partial<SettingsInput>, ignored });
}

/** Returns a usable value as the form has it. */
const asInput = (key: SettingsKey, value: unknown): string | boolean =>
  key === 'staySignedIn' ? String(value) === 'true' : String(value);
