import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** Several of which any will do, in some rows. */
const oneOrMore = z.union([z.string().transform((text) => [text]), z.array(z.string())]).nullish();

const pageSchema = z.object({
  id: z.string(),
  file: z.string(),
  suite: z.enum(['aeb', 'trafilatura', 'readability', 'defuddle', 'gne']),
  url: z.string().nullish(),
  lang: z.string().nullish(),
  html_title: z.string().nullish(),
  expect: z.object({
    text: z.string().nullish(),
    markdown: z.string().nullish(),
    title: oneOrMore,
    author: oneOrMore,
    byline: oneOrMore,
    date: oneOrMore,
    published: oneOrMore,
    publishedTime: oneOrMore,
    with: z.array(z.string()).optional(),
    without: z.array(z.string()).optional(),
  }),
});
export type PageRow = z.infer<typeof pageSchema>;

export interface BenchPage {
  row: PageRow;
  half: 'dev' | 'test';
  isChinese: boolean;
  bytes: Uint8Array<ArrayBuffer>;
}

/** The pages of B_extract, unpacked. The half is by the id's hash, so that other pages of the same suites fall anywhere. */
export function* readPages(folder: string): Generator<BenchPage> {
  for (const line of readFileSync(join(folder, 'pages.jsonl'), 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const row = pageSchema.parse(JSON.parse(line));
    const hash = createHash('sha256').update(row.id).digest();
    yield {
      row,
      half: (hash[0] ?? 0) % 2 === 0 ? 'dev' : 'test',
      isChinese: row.suite === 'gne' || /^zh/i.test(row.lang ?? ''),
      bytes: new Uint8Array(gunzipSync(readFileSync(join(folder, row.file)))),
    };
  }
}
