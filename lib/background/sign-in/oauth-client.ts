import * as oauth from 'oauth4webapi';
import type { Config } from '../../shared/config';
import { failed, type Result, succeeded } from '../../shared/result';
import type { SignInFailure } from '../../shared/sign-in';

/** Expected `iss` (RFC 9207), should Zapier ever send it. */
const ISSUER = 'https://zapier.com';

/** Zapier's endpoints, the company's client, and how the client authenticates itself. */
export interface OAuthClient {
  server: oauth.AuthorizationServer & { authorization_endpoint: string; token_endpoint: string };
  client: oauth.Client;
  authentication: oauth.ClientAuth;
}

/**
 * Returns the OAuth client that the configuration describes. A broker is a token endpoint that adds the secret itself,
 * so requests to it are those of a public client to Zapier.
 */
export function oauthClient(
  config: Config,
  clientSecret: string | undefined,
): Result<OAuthClient, Extract<SignInFailure, { code: 'not-configured' }>> {
  const brokered = config.clientAuthentication === 'broker';
  const secret = config.clientAuthentication === 'secret' ? clientSecret : undefined;
  if (!config.clientId || (brokered && !config.tokenBrokerUrl) || (config.clientAuthentication === 'secret' && !secret))
    return failed({ code: 'not-configured' });
  return succeeded({
    server: {
      issuer: ISSUER,
      authorization_endpoint: config.authorizationUrl,
      token_endpoint: brokered ? config.tokenBrokerUrl : config.tokenUrl,
    },
    client: { client_id: config.clientId },
    authentication: secret ? oauth.ClientSecretPost(secret) : oauth.None(),
  });
}
