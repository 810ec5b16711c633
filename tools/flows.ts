/** Where data goes: everything that the extension, or a page that it opens, sends to somebody. */
export interface Flow {
  to: string;
  sent: { when: string; what: string }[];
}

/** All flows. `npm run documents` writes the tables of PRIVACY.md and DATA-FLOWS.md from them. */
export const FLOWS: Flow[] = [
  {
    to: "Zapier's sign-in page, in a window",
    sent: [
      {
        when: 'Sign in',
        what: "client ID, redirect URL, scopes, `state`, PKCE challenge; the page uses the browser's Zapier session",
      },
    ],
  },
  {
    to: '`zapier.com` (the token URL), or your token broker',
    sent: [
      {
        when: 'after sign-in; when a token is about to expire or was refused; Sign out',
        what: 'client ID; one-time code with redirect URL and PKCE verifier, or the refresh token; the client secret in the mode `secret`',
      },
    ],
  },
  {
    to: '`api.zapier.com`, always with the access token',
    sent: [
      { when: 'after sign-in', what: "nothing else; returns the account's id, name and e-mail" },
      {
        when: 'typing in Search, when the list of apps here has no match, is incomplete or a week old',
        what: 'the text, a fifth of a second after the last key',
      },
      {
        when: "in the background while signed in, until the list of apps is read, and weekly; at most a tenth of a minute's requests",
        what: 'which part of the list',
      },
      {
        when: "opening an app's form, at most once a minute per app; before and after Connect",
        what: 'app id, to list its connections',
      },
      { when: 'Connect', what: 'connection name, app id, field names and values' },
      { when: 'Undo; Delete once confirmed', what: "the connection's id" },
      {
        when: 'Connect on Zapier, Reconnect; when that page closes; Copy link for the customer, then once a minute at most',
        what: 'app id, for its page and its connections',
      },
    ],
  },
  {
    to: "Zapier's own page, in a window",
    sent: [
      {
        when: 'Connect on Zapier, Reconnect',
        what: "it uses the browser's Zapier session; the extension never sees what you enter there",
      },
    ],
  },
  {
    to: '`zapier-images.imgix.net`, `cdn.zapier.com`',
    sent: [{ when: 'showing search results or a form', what: "the request for an app's icon, without a referrer" }],
  },
];
