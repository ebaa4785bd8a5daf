import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A single sign-on provider on the loopback, as small as the authorization code flow with PKCE allows. */
export interface OidcProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Who signs in at the provider next. */
  subject: string;
  /** What the next id token says in place of the truth, to see that it is refused. */
  lies: { nonce?: string; issuer?: string; expired?: boolean; signature?: 'broken' };
  stop(): Promise<void>;
}

interface Grant {
  nonce: string;
  challenge: string;
  redirectUri: string;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

export async function startOidcProvider(): Promise<OidcProvider> {
  const grants = new Map<string, Grant>();
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: OidcProvider = {
    issuer,
    clientId: 'banjie',
    clientSecret: randomBytes(16).toString('hex'),
    subject: '',
    lies: {},
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer);
    const json = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (url.pathname === '/.well-known/openid-configuration') json(200, metadata(issuer));
    else if (url.pathname === '/jwks')
      json(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] });
    else if (url.pathname === '/authorize') authorize(url, response);
    else if (url.pathname === '/token') {
      const form = new URLSearchParams(await read(request));
      const grant = redeem(form);
      if (grant === null) json(400, { error: 'invalid_grant' });
      else
        json(200, {
          access_token: 'a',
          token_type: 'Bearer',
          expires_in: 60,
          id_token: idToken(provider, grant),
        });
    } else json(404, {});
  }

  function authorize(url: URL, response: ServerResponse): void {
    const asked = url.searchParams;
    const code = randomBytes(16).toString('hex');
    const redirectUri = asked.get('redirect_uri') ?? '';
    grants.set(code, {
      nonce: asked.get('nonce') ?? '',
      challenge: asked.get('code_challenge') ?? '',
      redirectUri,
    });
    const back = new URL(redirectUri);
    back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
    response.writeHead(302, { location: back.href }).end();
  }

  function redeem(form: URLSearchParams): Grant | null {
    const code = form.get('code') ?? '';
    const grant = grants.get(code) ?? null;
    grants.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    return grant?.challenge === challenge && grant.redirectUri === form.get('redirect_uri') ? grant : null;
  }

  return provider;
}

function metadata(issuer: string): object {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
  };
}

function idToken({ issuer, clientId, subject, lies }: OidcProvider, grant: Grant): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: lies.issuer ?? issuer,
    aud: clientId,
    sub: subject,
    nonce: lies.nonce ?? grant.nonce,
    iat: lies.expired ? now - 7200 : now,
    exp: lies.expired ? now - 3600 : now + 60,
  };
  const signed = `${part({ alg: 'RS256', kid: 'k' })}.${part(claims)}`;
  const signature = createSign('RSA-SHA256')
    .update(lies.signature === 'broken' ? `${signed}x` : signed)
    .sign(privateKey);
  return `${signed}.${signature.toString('base64url')}`;
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
