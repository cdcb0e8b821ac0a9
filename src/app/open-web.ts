import { randomBytes } from 'node:crypto';
import type { App } from '../app.ts';
import type { Environment } from '../config/environment-schema.ts';
import { ConfigurationError } from '../core/ports/configuration-error.ts';
import type { WebServer } from '../web/create-web-server.ts';
import { afterUnheld } from './after-unheld.ts';

/** What is served over HTTP, and what works for that. */
export type Web = Pick<WebServer, 'add' | 'port' | 'close'>;

interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/**
 * Serves what is served over HTTP, and asks hubs where WEBSUB_URL says that they can reach it; null where HTTP_PORT is not set. Throws
 * ConfigurationError where that can't be listened on. `wakeSources`: one is due sooner than it was.
 */
export async function openWeb({
  environment: { HTTP_HOST: host, HTTP_PORT: port, WEBSUB_URL: base },
  app,
  now,
  wakeSources,
  log,
}: {
  environment: Pick<Environment, 'HTTP_HOST' | 'HTTP_PORT' | 'WEBSUB_URL'>;
  app: Pick<App, 'probe' | 'readFigures' | 'pushes' | 'openSources'>;
  now: () => number;
  wakeSources: () => void;
  log: Log;
}): Promise<Web | null> {
  if (port === undefined) return null;
  const [{ createWebServer }, { createHealthRoute }, { createMetricsRoute }] = await Promise.all([
    import('../web/create-web-server.ts'),
    import('../web/health-route.ts'),
    import('../web/metrics-route.ts'),
  ]);
  const server = await createWebServer({ host, port, log }).catch((error: NodeJS.ErrnoException) => {
    throw new ConfigurationError(
      `HTTP_PORT ${port} of HTTP_HOST ${host} can not be listened on (${error.code ?? error.message}); nothing was started.`,
    );
  });
  server.add(createHealthRoute({ check: app.probe }));
  server.add(createMetricsRoute({ read: app.readFigures, now: () => performance.now() }));
  const asking = base === undefined ? null : await askHubs({ base, server, app, now, wakeSources, log });
  log.info({ host, port: server.port }, 'HTTP is served');
  return {
    port: server.port,
    add: server.add,
    async close() {
      await Promise.all([asking?.stop(), server.close()]);
    },
  };
}

/** Loaded where it is asked for: most bots are reached by no hub. */
async function askHubs({
  base,
  server,
  app,
  now,
  wakeSources,
  log,
}: {
  base: string;
  server: WebServer;
  app: Pick<App, 'pushes' | 'openSources'>;
  now: () => number;
  wakeSources: () => void;
  log: Log;
}): Promise<{ stop(): Promise<void> }> {
  const [{ createHubRoutes }, { runPushes }] = await Promise.all([
    import('../ingest/websub/hub-routes.ts'),
    import('../ingest/websub/run-pushes.ts'),
  ]);
  const { pushes } = app;
  for (const route of createHubRoutes({ pushes, now, onSooner: wakeSources, log })) server.add(route);
  return runPushes({
    ...{ pushes, base, now, log },
    ask: async (...asked) => (await app.openSources()).askHub(...asked),
    newToken: () => randomBytes(32).toString('base64url'),
    after: afterUnheld,
  });
}
