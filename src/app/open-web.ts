import type { App } from '../app.ts';
import type { Environment } from '../config/environment-schema.ts';
import { ConfigurationError } from '../core/ports/configuration-error.ts';
import type { WebServer } from '../web/create-web-server.ts';

/** What is served over HTTP; null where HTTP_PORT is not set. Throws ConfigurationError where that can't be listened on. */
export async function openWeb({
  environment: { HTTP_HOST: host, HTTP_PORT: port },
  app,
  log,
}: {
  environment: Pick<Environment, 'HTTP_HOST' | 'HTTP_PORT'>;
  app: Pick<App, 'probe' | 'readFigures'>;
  log: { info(details: object, message: string): void; error(details: object, message: string): void };
}): Promise<WebServer | null> {
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
  log.info({ host, port: server.port }, 'HTTP is served');
  return server;
}
