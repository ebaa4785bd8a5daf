import type { Request } from 'express';
import { Refusal } from '../../domain/errors';
import type { ApiConfig } from '../ports';
import type { OidcClient } from './oidc';

/** Where the provider sends people back to; it must be registered with the provider. */
export function oidcCallbackUrl(request: Request, { publicOrigin }: ApiConfig): URL {
  return new URL(
    '/api/v1/session/oidc/callback',
    publicOrigin ?? `${request.protocol}://${request.get('host') ?? 'localhost'}`,
  );
}

export function requireOidc(oidc: OidcClient | null): OidcClient {
  if (oidc === null) throw new Refusal('not-found');
  return oidc;
}
