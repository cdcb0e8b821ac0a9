import type { FeedHub } from '../../core/sources/source.ts';
import { readAddress } from './read-address.ts';

const MOST_LINKS = 50;

/**
 * The hub and the topic of a `Link` header (RFC 8288; all of an answer in one), resolved by where the answer came from. Null where
 * it does not name both.
 */
export function readHubLinks(header: string | null, base: string): FeedHub | null {
  const links = (header ?? '').split('<', MOST_LINKS).slice(1).map(readLink);
  const withRelation = (wanted: string): string[] =>
    links
      .filter(({ relations }) => relations.includes(wanted))
      .flatMap(({ target }) => URL.parse(target, base)?.href ?? []);
  return chooseHub(withRelation('hub'), withRelation('self')[0] ?? null);
}

/** What stands after a `<`: `https://hub.example.org/>; rel="hub"`. */
function readLink(text: string): { target: string; relations: string[] } {
  const end = text.indexOf('>');
  if (end === -1) return { target: '', relations: [] };
  const [, quoted, plain] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(text.slice(end + 1)) ?? [];
  const relations = (quoted ?? plain ?? '').toLowerCase().split(/\s+/);
  return { target: text.slice(0, end).trim(), relations };
}

/**
 * Of the hubs that a feed names one, before others one that nobody on the way can listen to; null without one, or without the name
 * of the feed there, which it must be asked by.
 */
export function chooseHub(hubs: readonly string[], topic: string | null): FeedHub | null {
  const named = topic === null ? null : readAddress(topic);
  if (topic === null || named === null || 'problem' in named) return null;
  const open = hubs.flatMap((hub) => {
    const read = readAddress(hub);
    return 'problem' in read ? [] : [read.url];
  });
  const chosen = open.find(({ protocol }) => protocol === 'https:') ?? open[0];
  // As it is written: hubs compare it.
  return chosen === undefined ? null : { url: chosen.href, topic };
}
