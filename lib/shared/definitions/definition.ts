/** The Zapier Platform's types of authentication inputs. */
export const FIELD_TYPES = ['string', 'text', 'password', 'number', 'integer', 'boolean', 'datetime', 'copy'] as const;

/** The Zapier Platform's types of authentication. */
export const SCHEMES = ['basic', 'custom', 'digest', 'session', 'oauth1', 'oauth2'] as const;

/**
 * One input of an app's authentication, as in the Zapier Platform's AuthFieldSchema.
 * https://github.com/zapier/zapier-platform/blob/main/packages/schema/docs/build/schema.md#authfieldschema
 */
export interface AuthField {
  /** Name in `authentication_fields`. Unique among siblings. */
  key: string;
  /** Label shown to the agent; defaults to the key. */
  label?: string;
  type?: (typeof FIELD_TYPES)[number];
  /** Defaults to true, as at Zapier. */
  required?: boolean;
  default?: string;
  placeholder?: string;
  /** Markdown. */
  helpText?: string;
  choices?: Choices;
  /** Holds `{{input}}`, for example `https://{{input}}.example.com`. */
  inputFormat?: string;
  /** Computed by Zapier: never asked for, never sent. */
  computed?: boolean;
  /** Every value is a secret unless this is true. */
  isNoSecret?: boolean;
  /** Takes several values. */
  list?: boolean;
  /** Takes name and value pairs. */
  dict?: boolean;
  /** Fields of an object; the field itself then has no value. */
  children?: AuthField[];
}

/** One choice of a list. Zapier requires `sample` but no longer uses it. */
export interface Choice {
  value: string;
  label: string;
  sample?: string;
}

/** An object of values and their labels, a list of values, or a list of objects. */
export type Choices = Record<string, string> | (string | Choice)[];

/** An app's credential form, from Settings or an administrator's policy. */
export interface AppDefinition {
  /** The app's id at Zapier, a UUID. */
  app: string;
  title: string;
  authentication: {
    type: (typeof SCHEMES)[number];
    fields: AuthField[];
  };
  /** Overrides the configured name template for this app. */
  nameTemplate?: string;
  /** Listed before the other definitions. */
  pinned?: boolean;
}

/** True if an app can be connected only on Zapier's own page: OAuth starts with the app's own sign-in. */
export function needsZapierPage({ authentication }: AppDefinition): boolean {
  return authentication.type === 'oauth1' || authentication.type === 'oauth2';
}
