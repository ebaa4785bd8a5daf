import { Prisma } from '../prisma/client';

/**
 * A worker's heartbeat says that it lives. One that lies ahead was dated by a clock that has been set back since: it says
 * nothing, else a worker that is gone would live on until the time has passed again.
 */
export const LIVING = Prisma.sql`at between now() - interval '30 seconds' and now() + interval '30 seconds'`;
