import type { AppDefinition } from '../../../lib/shared/definitions/definition';

/** An app with one API key. */
export const ACME_CRM: AppDefinition = {
  app: '8cdbc496-c95c-4f19-b3a3-fee03ed5f924',
  title: 'Acme CRM',
  authentication: {
    type: 'custom',
    fields: [
      {
        key: 'api_key',
        label: 'API key',
        type: 'password',
        helpText: 'In Acme CRM under Settings, API keys.',
        placeholder: 'acme_live_…',
      },
    ],
  },
};

/** An app with a user name and a password. */
export const SHIPDAY: AppDefinition = {
  app: '2b6d0a0e-54d1-4b7c-9a35-61a9a2d3f0c7',
  title: 'Shipday',
  authentication: {
    type: 'basic',
    fields: [
      { key: 'username', label: 'Username', type: 'string', isNoSecret: true },
      { key: 'password', label: 'Password', type: 'password' },
    ],
  },
};

/**
 * An app with one of nearly everything: an address with a format, a secret, choices, a number, a switch, an optional
 * field.
 */
export const DESKWELL: AppDefinition = {
  app: 'f3a9c1d4-7e20-4c58-8b16-0d4e9b7a5c32',
  title: 'Deskwell',
  authentication: {
    type: 'session',
    fields: [
      {
        key: 'subdomain',
        label: 'Subdomain',
        type: 'string',
        inputFormat: 'https://{{input}}.deskwell.example',
        placeholder: 'acme',
        isNoSecret: true,
      },
      { key: 'api_key', label: 'API key', type: 'password', helpText: 'Ask an administrator of the help desk.' },
      {
        key: 'region',
        label: 'Region',
        choices: { eu: 'European Union', us: 'United States', ap: 'Asia Pacific' },
        default: 'eu',
        isNoSecret: true,
      },
      { key: 'timeout', label: 'Time-out in seconds', type: 'integer', required: false, isNoSecret: true },
      { key: 'sandbox', label: 'Sandbox account', type: 'boolean', required: false, isNoSecret: true },
      { key: 'session_token', label: 'Session token', computed: true },
    ],
  },
};

/** Our client's own apps: the only ones that accept a POST unless `allowAllApps(true)`. */
export const OWN_APPS: readonly AppDefinition[] = [ACME_CRM, SHIPDAY, DESKWELL];
