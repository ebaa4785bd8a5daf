import type { Route } from '../route';
import { showHealth } from './process/show-health';

/** Every route there is: the app, the OpenAPI document and the permission walk are made from this list. */
export const ROUTES: readonly Route[] = [showHealth];
