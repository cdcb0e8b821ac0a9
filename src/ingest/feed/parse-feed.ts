import { IngestError } from '../ingest-error.ts';
import type { ParsedLine } from '../parse-json-line.ts';
import { type DraftOptions, feedToDrafts } from './feed-to-drafts.ts';
import { readFeed } from './read-feed.ts';

/**
 * The articles of a feed's decoded text and what was left out. Throws an IngestError `unsupported` for markup that is no
 * feed, saying what it is, and `malformed` where nothing can be made of it.
 */
export function* parseFeed(text: string, source: string, options: DraftOptions): Generator<ParsedLine> {
  const feed = readFeed(text, options.address === null ? {} : { address: options.address });
  if (feed !== null) {
    for (const { line } of feedToDrafts(feed, options)) yield line;
    return;
  }
  const head = text.slice(0, 4000);
  if (/<opml[\s>]/i.test(head))
    throw new IngestError(
      'unsupported',
      source,
      `${source} is a list of feeds (OPML), which holds no articles: \`sources import\` takes it.`,
    );
  if (/<(?:!doctype\s+html|html|head|body)[\s>]/i.test(head))
    throw new IngestError('unsupported', source, `${source} is an HTML page, no feed.`);
  if (/<[a-z]/i.test(head)) throw new IngestError('unsupported', source, `${source} is XML, but no feed.`);
  throw new IngestError('malformed', source, `${source} holds no feed.`);
}
