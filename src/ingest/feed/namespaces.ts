/**
 * The usual prefix of the namespaces that feeds use, by address without scheme, `www.` and what ends it. Feeds write these
 * in every spelling. The empty prefix is the feed's own: RSS of any version, and what declares nothing.
 */
const PREFIXES: Readonly<Record<string, string>> = {
  'purl.org/rss/1.0': '',
  'my.netscape.com/rdf/simple/0.9': '',
  'channel.netscape.com/rdf/simple/0.9': '',
  'backend.userland.com/rss2': '',
  'backend.userland.com/rss': '',
  'backend.userland.com/rss091': '',
  'blogs.law.harvard.edu/tech/rss': '',
  'cyber.law.harvard.edu/rss/rss.html': '',
  'purl.org/net/rss1.1': '',
  'w3.org/2005/atom': 'atom',
  'purl.org/atom/ns': 'atom',
  'example.com/newformat': 'atom',
  'w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
  'purl.org/dc/elements/1.1': 'dc',
  'purl.org/dc/elements/1.0': 'dc',
  'purl.org/dc/terms': 'dcterms',
  'purl.org/rss/1.0/modules/content': 'content',
  'search.yahoo.com/mrss': 'media',
  'itunes.com/dtds/podcast-1.0.dtd': 'itunes',
  'example.com/dtds/podcast-1.0.dtd': 'itunes',
  'rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  'w3.org/1999/xhtml': 'xhtml',
  'w3.org/xml/1998/namespace': 'xml',
  'prismstandard.org/namespaces/basic/2.0': 'prism',
  'googleplay.com/namespaces': 'googleplay',
};
const USUAL = new Set(Object.values(PREFIXES));

export function prefixOfNamespace(address: string): string | null {
  const short = address
    .trim()
    .slice(0, 200)
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/#]+$/, '');
  return PREFIXES[short] ?? null;
}

/** A prefix that a feed uses without declaring it is taken for what it usually means. */
export function isUsualPrefix(prefix: string): boolean {
  return USUAL.has(prefix);
}
