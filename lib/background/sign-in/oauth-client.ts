import * as oauth from 'oauth4webapi';
import { type Config, TOKEN_URLS } from '../../shared/config';
import { failed, type Result, succeeded } from '../../shared/result';
import type { SignInFailure } from '../../shared/sign-in';
import type { Issuer } from './tokens';

/** Expected `iss` (RFC 9207), should Zapier ever send it. */
const ISSUER = 'https://zapier.com';

/** Zapier's endpoints, the company's client, and how the client authenticates itself. */
export interface OAuthClient {
  server: oauth.AuthorizationServer & { authorization_endpoint: string; token_endpoint: string };
  client: oauth.Client;
  authentication: oauth.ClientAuth;
}

/** Returns where a configuration requests tokens, and as which client. */
export function issuerOf({ clientAuthentication, tokenBrokerUrl, tokenUrl, clientId }: Config): Issuer {
  return { tokenUrl: clientAuthentication === 'broker' ? tokenBrokerUrl : tokenUrl, clientId };
}

/** Returns whether tokens may be requested at an address: one that Zapier documents, or the broker, if one is used. */
export function takesTokens({ clientAuthentication, tokenBrokerUrl }: Config, { href }: URL): boolean {
  return clientAuthentication === 'broker' ? href === tokenBrokerUrl : TOKEN_URLS.includes(href);
}

/**
 * Returns the OAuth client that the configuration describes. A broker is a token endpoint that adds the secret itself,
 * so requests to it are those of a public client to Zapier.
 */
export function oauthClient(
  config: Config,
  clientSecret: string | undefined,
): Result<OAuthClient, Extract<SignInFailure, { code: 'not-configured' }>> {
  const { clientId, tokenUrl } = issuerOf(config);
  const secret = config.clientAuthentication === 'secret' ? clientSecret : undefined;
  if (!clientId || !tokenUrl || (config.clientAuthentication === 'secret' && !secret))
    return failed({ code: 'not-configured' });
  return succeeded({
    server: {
      issuer: ISSUER,
      authorization_endpoint: config.authorizationUrl,
      token_endpoint: tokenUrl,
    },
    client: { client_id: clientId },
    authentication: secret ? oauth.ClientSecretPost(secret) : oauth.None(),
  });
}
