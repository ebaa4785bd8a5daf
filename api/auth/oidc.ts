import * as client from 'openid-client';
import { Refusal } from '../../domain/errors';
import type { OidcConfig } from '../ports';

export interface OidcAttempt {
  state: string;
  nonce: string;
  verifier: string;
}

/** Authorization code flow with PKCE, state and nonce; the provider is asked for its addresses at first use. */
export interface OidcClient {
  begin(redirectUri: string): Promise<{ url: string; attempt: OidcAttempt }>;
  /** The subject of the person who came back. */
  finish(callbackUrl: URL, attempt: OidcAttempt): Promise<string>;
}

// Marked as deprecated by the library only to make it stand out; see `discover` for the one place it is meant for.
const { allowInsecureRequests } = client as {
  allowInsecureRequests: (configuration: client.Configuration) => void;
};

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export function createOidcClient(config: OidcConfig): OidcClient {
  let discovered: Promise<client.Configuration> | undefined;
  const provider = () => {
    discovered ??= discover(config).catch((error: unknown) => {
      discovered = undefined;
      throw unavailable(error);
    });
    return discovered;
  };
  return {
    async begin(redirectUri) {
      const attempt = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const url = client.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirectUri,
        scope: 'openid',
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, attempt };
    },
    async finish(callbackUrl, attempt) {
      const configuration = await provider();
      const tokens = await client
        .authorizationCodeGrant(configuration, callbackUrl, {
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          pkceCodeVerifier: attempt.verifier,
          idTokenExpected: true,
        })
        .catch((error: unknown) => {
          throw Object.assign(new Refusal('oidc-failed'), { cause: error });
        });
      const subject = tokens.claims()?.sub;
      if (subject === undefined) throw new Refusal('oidc-failed');
      return subject;
    },
  };
}

/** Plain http is for a provider on this machine only, as in tests. */
function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<client.Configuration> {
  const url = new URL(issuer);
  const insecure = url.protocol === 'http:' && LOOPBACK.has(url.hostname);
  // The signature is checked even though the token comes straight from the provider: a proxy may end TLS on the way.
  const execute = [client.enableNonRepudiationChecks, ...(insecure ? [allowInsecureRequests] : [])];
  return client.discovery(url, clientId, clientSecret, undefined, { execute });
}

function unavailable(cause: unknown): Error {
  const refusal = new Refusal(
    'unavailable',
    { zh: '统一身份认证服务没有响应。', en: 'The single sign-on service does not answer.' },
    { retryAfterSeconds: 30 },
  );
  return Object.assign(refusal, { cause });
}
