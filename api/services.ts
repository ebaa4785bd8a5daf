import type { ActorLookup } from './auth/actor-lookup';
import type { OidcClient } from './auth/oidc';
import type { SessionStore } from './auth/session-store';
import type { SignInLimits } from './auth/sign-in-limits';
import type { Deps } from './ports';

/** The dependencies and what one app instance makes of them. */
export interface Services {
  readonly deps: Deps;
  readonly actors: ActorLookup;
  readonly sessions: SessionStore;
  readonly limits: SignInLimits;
  readonly oidc: OidcClient | null;
  /** The OpenAPI document of the routes this instance answers. */
  readonly openApi: () => object;
}
