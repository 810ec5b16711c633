/** An authentication as an integration's developer writes it, with one field of every kind. */
export const EVERYTHING = {
  type: 'session',
  test: { source: 'return z.request("https://api.fieldwise.example/me");' },
  sessionConfig: { perform: { require: './session.js' } },
  connectionLabel: '{{bundle.inputData.email}}',
  fields: [
    {
      key: 'intro',
      type: 'copy',
      helpText: 'Only an **administrator** sees these. <b>Not bold</b>\n\n- Open *Settings*\n- Choose `API`',
    },
    {
      key: 'subdomain',
      label: 'Subdomain',
      inputFormat: 'https://{{input}}.fieldwise.example',
      placeholder: 'acme',
      isNoSecret: true,
    },
    {
      key: 'api_key',
      label: 'API key',
      type: 'password',
      helpText: 'See [the guide](https://help.fieldwise.example/keys), not [this](javascript:alert(1)).',
    },
    { key: 'certificate', label: 'Certificate', type: 'text' },
    { key: 'region', label: 'Region', choices: { eu: 'Europe', us: 'America' }, default: 'eu', isNoSecret: true },
    { key: 'plan', label: 'Plan', choices: ['free', 'paid'], isNoSecret: true },
    {
      key: 'tier',
      label: 'Tier',
      choices: [
        { value: 't2', label: 'Two <i>', sample: 't2' },
        { value: 't1', label: 'One', sample: 't1' },
      ],
      isNoSecret: true,
    },
    { key: 'sandbox', label: 'Sandbox', type: 'boolean' },
    { key: 'limit', label: 'Limit', type: 'integer', isNoSecret: true },
    { key: 'rate', label: 'Rate', type: 'number', isNoSecret: true, required: false },
    { key: 'since', label: 'Since', type: 'datetime', isNoSecret: true },
    { key: 'scopes', label: 'Scopes', list: true, isNoSecret: true },
    { key: 'modules', label: 'Modules', list: true, choices: ['crm', 'mail', 'desk'], isNoSecret: true },
    { key: 'headers', label: 'Headers', dict: true, isNoSecret: true, required: false },
    {
      key: 'proxy',
      label: 'Proxy',
      children: [
        { key: 'host', label: 'Host', isNoSecret: true },
        { key: 'port', label: 'Port', type: 'integer', isNoSecret: true, required: false },
      ],
    },
    { key: 'session_token', computed: true },
  ],
};

const test = { url: 'https://api.plainly.example/me' };

/** A scheme without fields of its own: Zapier asks for the username and the password. */
export const BASIC = { type: 'basic', test };
export const DIGEST = { type: 'digest', test };

/** A field of the OAuth schemes, which is asked for before the app's own sign-in. */
const fields = [{ key: 'region', label: 'Region', isNoSecret: true }];
const authorizeUrl = { url: 'https://plainly.example/oauth/authorize' };
const getAccessToken = { method: 'POST', url: 'https://plainly.example/oauth/token' };
export const OAUTH1 = {
  ...{ type: 'oauth1', test, fields },
  oauth1Config: { getRequestToken: { url: 'https://plainly.example/oauth/request' }, authorizeUrl, getAccessToken },
};
export const OAUTH2 = { type: 'oauth2', test, fields, oauth2Config: { authorizeUrl, getAccessToken } };
