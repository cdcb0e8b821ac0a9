import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { breakages } from '../feeds/broken-feeds.ts';
import { hostileFeeds } from '../feeds/hostile-feeds.ts';
import { readPages } from '../pages/read-pages.ts';
import { ownSamples } from './own-samples.ts';

export type SampleKind = keyof typeof ownSamples;
export type Samples = Record<SampleKind, Uint8Array[]>;

/** Bytes; of longer ones the beginning counts, so that thousands are read in minutes. */
const LONGEST = 48 * 1024;
/** Of one data set. */
const MOST = 400;
const HOSTILE_SIZE = 4000;

/** What inputs are made from: the repository's own, and the files of the data sets that are there. `skipped`: those that are not. */
export function readSamples(dataFolder: string): { samples: Samples; skipped: string[] } {
  const skipped: string[] = [];
  const own = (kind: SampleKind): Uint8Array[] => ownSamples[kind].map((text) => Buffer.from(text));
  const from = (name: string, read: (folder: string) => Iterable<Uint8Array>): Uint8Array[] => {
    const folder = join(dataFolder, name);
    if (existsSync(folder)) return [...read(folder)].map((bytes) => bytes.subarray(0, LONGEST));
    skipped.push(`${name}: ${folder} is not there; its readers had the repository's own samples alone.`);
    return [];
  };
  const [plainFeed] = ownSamples.feeds;
  const sampleFolder = fileURLToPath(new URL('../../data/samples', import.meta.url));
  const texts = readFolder(sampleFolder, /\.txt$/);
  const feeds = from('A_feeds', (folder) => readFolder(join(folder, 'files'), /./));
  const pages = from('B_extract', readSmallPages);
  const dumps = from('F_raw', (folder) => [
    ...readFolder(join(folder, 'page_dumps'), /./),
    ...readFolder(join(folder, 'seedlike_ccbysa'), /./),
  ]);
  const hostile = hostileFeeds.map(({ make }) => Buffer.from(make(HOSTILE_SIZE)));
  const broken = breakages.map(({ damage }) => Buffer.from(damage(plainFeed)));
  return {
    skipped,
    samples: {
      feeds: [...own('feeds'), ...broken, ...hostile, ...feeds],
      pages: [...own('pages'), ...pages],
      dumps: [...own('dumps'), ...texts, ...dumps],
      lines: own('lines'),
      markdown: [...own('markdown'), ...readFolder(sampleFolder, /\.md$/)],
    },
  };
}

/** Its files at any depth, evenly over all of them where there are many. */
function readFolder(folder: string, wanted: RegExp): Uint8Array[] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const step = Math.max(1, Math.ceil(paths.length / MOST));
  return paths.filter((_path, index) => index % step === 0).map((path) => readFileSync(path));
}

function* readSmallPages(folder: string): Generator<Uint8Array> {
  let found = 0;
  for (const { bytes } of readPages(folder))
    if (bytes.length <= LONGEST && found < MOST) {
      found += 1;
      yield bytes;
    }
}
