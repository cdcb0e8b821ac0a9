import { fileURLToPath } from 'node:url';
import { createFigures } from './app/create-figures.ts';
import { createIntake } from './app/create-intake.ts';
import { type Embeddings, openEmbeddings } from './app/open-embeddings.ts';
import { openModel } from './app/open-model.ts';
import type { OpenSources } from './app/open-sources.ts';
import { openStore } from './app/open-store.ts';
import { createFileTaker } from './app/take-in-file.ts';
import type { IngestResult, OwnerServices, Services } from './commands/services.ts';
import type { Environment } from './config/environment-schema.ts';
import { createNewsroom } from './core/newsroom/create-newsroom.ts';
import type { Clock } from './core/ports/clock.ts';
import type { PlatformStore } from './core/ports/platform-store.ts';
import type { PushStore } from './core/ports/push-store.ts';
import type { SourceStore } from './core/ports/source-store.ts';
import type { Store } from './core/ports/store.ts';
import { createDigestDesk, type DigestDesk } from './core/subscriptions/compose-digest.ts';
import { createArticleExplainer } from './core/subscriptions/explain-coming.ts';
import { createSubscriptionServices } from './core/subscriptions/manage-subscriptions.ts';
import { createDeliveryOversight } from './core/subscriptions/oversee-deliveries.ts';
import { createModelMeter } from './llm/model-meter.ts';
import type { Figures } from './web/figures.ts';

const samples = fileURLToPath(new URL('../data/samples', import.meta.url));

export interface App {
  services: Services;
  owner: OwnerServices;
  /** Makes the digests that are sent. */
  desk: DigestDesk;
  /** What the chat platforms keep. */
  platforms: PlatformStore;
  /** What sources have changed. */
  revisions: Pick<Store, 'listRevised' | 'findArticles'>;
  sources: SourceStore;
  /** What hubs were asked to push. */
  pushes: PushStore;
  /** What fetches and polls, made the first time that it is asked for. */
  openSources(): Promise<OpenSources>;
  /** Calls it whenever somebody made a source due; one listens at a time. */
  whenSourceDue(run: () => void): void;
  /** Gives a batch of articles their vectors; null where no embedding model is configured. */
  makeEmbeddings: Embeddings['work'] | null;
  /** What there is to count of it. */
  readFigures(): Promise<Figures>;
  /** Reads next to nothing of all that is stored; throws where that can't be read. */
  probe(): Promise<void>;
  /** Takes in the sample articles where the store is empty; null where it is not. */
  takeInSamples(): Promise<IngestResult | null>;
  close(): Promise<void>;
}

/** Everything wired on one store. Throws StoreError where that can't be opened, ConfigurationError where a template can't be used. */
export async function createApp({
  environment,
  clock,
  log,
}: {
  environment: Environment;
  clock: Clock;
  log: {
    error(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
}): Promise<App> {
  const store = await openStore(environment, clock.now);
  const onUnsaved = (error: unknown) => log.error({ err: error }, 'a digest could not be stored');
  const meter = createModelMeter();
  const shared = { environment, now: clock.now, log, meter };
  const [{ editor, services: model }, embeddings] = await Promise.all([
    openModel({ ...shared, ledger: store.model }),
    openEmbeddings({ ...shared, embeddings: store.embeddings, ledger: store.model }),
  ]).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const nearest = embeddings?.nearest ?? null;
  const newsroom = createNewsroom({ store, clock, onUnsaved, editor, nearest });

  let onSourceDue = (): void => {};
  let opened: Promise<OpenSources> | null = null;
  const openSources = (): Promise<OpenSources> => {
    opened ??= import('./app/open-sources.ts')
      .then((module) =>
        module.openSources({
          environment,
          sources: store.sources,
          takeIn,
          takeInOne,
          takeInFile: createFileTaker(ingest),
          findArticles: store.findArticles,
          onDue: () => onSourceDue(),
          now: clock.now,
        }),
      )
      .catch((error: unknown) => {
        // Who asks next tries again, and nothing is there to be closed.
        opened = null;
        throw error;
      });
    return opened;
  };

  const { takeIn, takeInOne, ingest, importArticles } = createIntake({
    store,
    now: clock.now,
    openAddress: async (address, signal) => (await openSources()).openAddress(address, signal),
  });

  return {
    services: {
      ...newsroom,
      model,
      embeddings: embeddings?.services ?? null,
      sources: async () => (await openSources()).services,
      countSources: () => store.countSources(),
      failingSources: (query) => store.sources.listFailing(query),
      subscriptions: {
        ...createSubscriptionServices({
          platforms: store.platforms,
          clock,
          defaultSchedule: { cron: environment.DIGEST_CRON, zone: environment.DIGEST_TIMEZONE },
        }),
        ...createArticleExplainer({ store, platforms: store.platforms, clock }),
      },
    },
    desk: createDigestDesk({ store, platforms: store.platforms, editions: newsroom.editions, editor, clock }),
    platforms: store.platforms,
    revisions: store,
    sources: store.sources,
    pushes: store.pushes,
    openSources,
    whenSourceDue(run) {
      onSourceDue = run;
    },
    makeEmbeddings: embeddings?.work ?? null,
    readFigures: createFigures({
      ...{ model, meter, embeddings: embeddings?.services ?? null, sources: store.sources },
      deliveries: store.platforms.deliveries,
    }),
    async probe() {
      await Promise.all([store.sources.findNextDue(), store.platforms.notes.read('probe')]);
    },
    owner: {
      ...createDeliveryOversight(store.platforms),
      ingest,
      exportArticles: () => store.listAll(),
      importArticles,
    },
    async takeInSamples() {
      if ((await store.countArticles()) > 0) return null;
      // Those of this copy, wherever it was started and whatever the data folder is.
      return ingest([{ kind: 'path', path: samples }], { onProgress: () => {} });
    },
    async close() {
      await newsroom.settle();
      await (await opened)?.close();
      await store.close();
    },
  };
}
