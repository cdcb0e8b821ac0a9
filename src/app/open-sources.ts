import { randomUUID } from 'node:crypto';
import packageJson from '../../package.json' with { type: 'json' };
import type { Environment } from '../config/environment-schema.ts';
import type { SourceStore } from '../core/ports/source-store.ts';
import type { Store } from '../core/ports/store.ts';
import type { PollOutcome } from '../core/sources/after-poll.ts';
import type { Source } from '../core/sources/source.ts';
import type { SourceServices } from '../core/sources/source-services.ts';
import type { ByteSource } from '../ingest/byte-source.ts';
import { createFetcher } from '../ingest/fetch/create-fetcher.ts';
import { createDocumentFetcher } from '../ingest/fetch/fetch-document.ts';
import { createAddressOpener } from '../ingest/fetch/open-address.ts';
import { createRobotsGate } from '../ingest/fetch/robots.ts';
import { createRouteFetcher } from '../ingest/fetch/route-fetcher.ts';
import { createPageReader } from '../ingest/page/create-page-reader.ts';
import { createTextCompleter } from '../ingest/poll/complete-texts.ts';
import { createFeedReader } from '../ingest/poll/create-feed-reader.ts';
import { createHostTurns } from '../ingest/poll/create-host-turns.ts';
import { createSourceServices } from '../ingest/poll/manage-sources.ts';
import { createFolderPoll, type TakeInFile } from '../ingest/poll/poll-folder.ts';
import { pollPage } from '../ingest/poll/poll-page.ts';
import { type PollDependencies, pollSource, type TakeIn } from '../ingest/poll/poll-source.ts';
import type { TakeInOne } from '../ingest/poll/take-in-article.ts';
import { type AskHub, createHubAsker } from '../ingest/websub/ask-hub.ts';

/** Of all sources: what their texts are read from is no hurry. */
const PAGES_AT_ONCE = 8;

export interface OpenSources {
  services: SourceServices;
  poll(source: Source, signal: AbortSignal): Promise<PollOutcome>;
  openAddress(address: string, signal?: AbortSignal): Promise<ByteSource>;
  askHub: AskHub;
  close(): Promise<void>;
}

/** Everything that fetches, wired. Loaded when it is asked for: a bot without sources starts without it. */
export function openSources({
  environment: { FETCH_ALLOW, FETCH_CONTACT, RSSHUB_URL },
  sources,
  takeIn,
  takeInOne,
  takeInFile,
  findArticles,
  onDue,
  now,
}: {
  environment: Pick<Environment, 'FETCH_ALLOW' | 'FETCH_CONTACT' | 'RSSHUB_URL'>;
  sources: SourceStore;
  takeIn: TakeIn;
  takeInOne: TakeInOne;
  takeInFile: TakeInFile;
  findArticles: Store['findArticles'];
  /** See SourceServiceDependencies. */
  onDue(): void;
  now: () => number;
}): OpenSources {
  const { name, version } = packageJson;
  const contact = FETCH_CONTACT === undefined ? 'self-hosted news digest' : `+${FETCH_CONTACT}`;
  const reader = createFeedReader({ now });
  const fetcher = createFetcher({
    hasRoom: reader.hasRoom,
    allowedNetworks: FETCH_ALLOW ?? [],
    userAgent: `${name}/${version} (${contact})`,
    now,
  });
  const fetchDocument = createDocumentFetcher({ fetcher, robots: createRobotsGate({ fetcher, name, now }) });
  const readPage = createPageReader({ now });
  const pages = { fetchDocument, readPage, hosts: createHostTurns({ most: PAGES_AT_ONCE }) };
  const completeTexts = createTextCompleter({ ...pages, findArticles });
  const polling: PollDependencies = {
    fetcher: createRouteFetcher(fetcher, RSSHUB_URL),
    ...{ readFeed: reader.read, sources, takeIn, completeTexts, now },
  };
  const folders = createFolderPoll({ sources, takeInFile, now });
  return {
    async poll(source, signal) {
      if (source.kind === 'folder') return (await folders.look(source, signal)).outcome;
      return source.kind === 'page'
        ? pollPage({ ...polling, ...pages }, source, signal)
        : pollSource(polling, source, signal);
    },
    services: createSourceServices({
      ...polling,
      sources,
      ...pages,
      takeInOne,
      folders,
      onDue,
      rsshub: RSSHUB_URL,
      newId: () => randomUUID().slice(0, 8),
      random: Math.random,
    }),
    openAddress: createAddressOpener(fetchDocument),
    askHub: createHubAsker({ fetcher }),
    async close() {
      await Promise.all([fetcher.close(), reader.close()]);
    },
  };
}
