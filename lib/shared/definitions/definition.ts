/** What the Zapier Platform knows an input of an authentication to be. */
export const FIELD_TYPES = ['string', 'text', 'password', 'number', 'integer', 'boolean', 'datetime', 'copy'] as const;

/** How an app knows who calls, in the Zapier Platform's words. */
export const SCHEMES = ['basic', 'custom', 'digest', 'session', 'oauth1', 'oauth2'] as const;

/**
 * One input of an app's authentication, in the words of the Zapier Platform's AuthFieldSchema.
 * https://github.com/zapier/zapier-platform/blob/main/packages/schema/docs/build/schema.md#authfieldschema
 */
export interface AuthField {
  /** The name inside `authentication_fields`. Unique among its siblings. */
  key: string;
  /** What the agent reads; the key where it is left out. */
  label?: string;
  type?: (typeof FIELD_TYPES)[number];
  /** Zapier's default is true. */
  required?: boolean;
  default?: string;
  placeholder?: string;
  /** Markdown. */
  helpText?: string;
  choices?: Choices;
  /** Holds `{{input}}`, for example `https://{{input}}.example.com`. */
  inputFormat?: string;
  /** Filled by Zapier: never asked for, never sent. */
  computed?: boolean;
  /** Every value is a secret unless this is true. */
  isNoSecret?: boolean;
  /** Several values. */
  list?: boolean;
  /** Pairs of a name and a value. */
  dict?: boolean;
  /** The fields of an object; the field itself then takes no value. */
  children?: AuthField[];
}

/** One entry of a list to choose from. Zapier wants a sample, and no longer uses it. */
export interface Choice {
  value: string;
  label: string;
  sample?: string;
}

/** A value → label object, a list of values, or a list of objects. */
export type Choices = Record<string, string> | (string | Choice)[];

/** An app whose credential form is known, from Settings or an administrator's policy. */
export interface AppDefinition {
  /** The app's id at Zapier, a UUID. */
  app: string;
  title: string;
  authentication: {
    type: (typeof SCHEMES)[number];
    fields: AuthField[];
  };
  /** Overrides the template of the configuration for this app. */
  nameTemplate?: string;
  /** Listed before the other definitions. */
  pinned?: boolean;
}

/** Whether an app is connected on a page of Zapier's only: OAuth begins with the app's own sign-in. */
export function needsHostedPage({ authentication }: AppDefinition): boolean {
  return authentication.type === 'oauth1' || authentication.type === 'oauth2';
}
