/**
 * One input of an app's authentication, in the words of the Zapier Platform's AuthFieldSchema.
 * https://github.com/zapier/zapier-platform/blob/main/packages/schema/docs/build/schema.md#authfieldschema
 */
export interface AuthField {
  /** The name inside `authentication_fields`. Unique within the definition. */
  key: string;
  /** What the agent reads; the key where it is left out. */
  label?: string;
  type?: 'string' | 'text' | 'password' | 'number' | 'integer' | 'boolean' | 'datetime' | 'copy';
  /** Zapier's default is true. */
  required?: boolean;
  default?: string;
  placeholder?: string;
  helpText?: string;
  choices?: Choices;
  /** Holds `{{input}}` once, for example `https://{{input}}.example.com`. */
  inputFormat?: string;
  /** Filled by Zapier: never asked for, never sent. */
  computed?: boolean;
  /** Every value is a secret unless this is true. */
  isNoSecret?: boolean;
}

/** A value → label object, a list of values, or a list of objects. */
export type Choices = Record<string, string> | (string | { value: string; label: string; sample?: string })[];

/** An app whose credential form is known, from Settings or an administrator's policy. */
export interface AppDefinition {
  /** The app's id at Zapier, a UUID. */
  app: string;
  title: string;
  authentication: {
    type: 'basic' | 'custom' | 'digest' | 'session' | 'oauth1' | 'oauth2';
    fields: AuthField[];
  };
  /** Overrides the template of the configuration for this app. */
  nameTemplate?: string;
  /** Listed before the other definitions. */
  pinned?: boolean;
}
