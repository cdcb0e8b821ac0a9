import type { Source } from '../../src/core/sources/source.ts';
import type { ArticleTaken, SourceAdded, SourceServices } from '../../src/core/sources/source-services.ts';
import { buildSource } from '../build-source.ts';

/** Sources in memory. Whatever is added is a feed of that address, unless `answer` says otherwise. */
export function createMemorySources(
  given: readonly Source[] = [buildSource({ id: '2ad7edbc', title: 'Harbour Post' })],
  answer?: (address: string) => SourceAdded,
  takeInArticle: (address: string) => ArticleTaken = () => ({ kind: 'no-article' }),
): SourceServices & { kept: Map<string, Source>; addedBy: string[] } {
  const kept = new Map(given.map((source) => [source.id, source]));
  const addedBy: string[] = [];
  const change = async (id: string, changes: Partial<Source>): Promise<void> => {
    const known = kept.get(id);
    if (known !== undefined) kept.set(id, { ...known, ...changes });
  };
  return {
    kept,
    addedBy,
    async add(address, { by, bounds, selector = null }) {
      addedBy.push(by);
      if (answer !== undefined) return answer(address);
      const source = buildSource({
        ...{ id: `new${kept.size}`, url: address, title: 'New feed', bounds, selector },
      });
      kept.set(source.id, source);
      const newest = [{ title: 'Its newest', url: null, publishedAt: '2026-11-22' }];
      return { kind: 'added', source, newest, taken: 1, others: [] };
    },
    takeInArticle: async (address) => takeInArticle(address),
    list: async ({ offset, limit }) => [...kept.values()].slice(offset, offset + limit),
    async find(which) {
      const found = [...kept.values()].filter(({ id, url }) => id.startsWith(which) || url === which);
      return found.length > 1 ? 'ambiguous' : (found[0] ?? 'not-found');
    },
    async remove(id) {
      kept.delete(id);
    },
    pause: (id) => change(id, { state: 'paused', nextAt: null }),
    resume: (id) => change(id, { state: 'active' }),
    changeBounds: (id, bounds) => change(id, { bounds }),
    async changeSelector(id, selector) {
      await change(id, { selector });
      return true;
    },
    changeFullText: (id, fullText) => change(id, { fullText }),
    importOpml: async () => null,
    listUnread: async () => [],
    exportOpml: async () => ({ opml: '<opml/>', leftOut: 0 }),
  };
}
