import type { Route } from './route.ts';

/** Milliseconds in which a store at work has answered. */
const TIMEOUT = 3000;

/** `GET /health`: 200 while what `check` reads can be read, else 503. It says nothing else: strangers ask too. */
export function createHealthRoute({ check }: { check: () => Promise<unknown> }): Route {
  return {
    method: 'GET',
    path: '/health',
    async handle() {
      const isWell = await resolvesInTime(check());
      return {
        status: isWell ? 200 : 503,
        type: 'application/json',
        body: JSON.stringify({ status: isWell ? 'ok' : 'failing' }),
      };
    },
  };
}

async function resolvesInTime(work: Promise<unknown>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), TIMEOUT);
  try {
    return await Promise.race([work.then(() => true), late.promise]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
