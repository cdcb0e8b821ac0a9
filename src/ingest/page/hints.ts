import { type PageElement, walkElements } from './page-tree.ts';

/** Of names, whose words are kept: most elements of a page share a few hundred. */
const MOST_NAMES = 2000;
/** Asked for again by all that reads a page. */
const known = new Map<string, readonly string[]>();
const NO_WORDS: readonly string[] = [];

/** The words of an element's class and id: `articleBody_main-text` is article, body, main, text. */
export function readHintWords({ attributes }: PageElement): readonly string[] {
  const names = readNames(attributes);
  if (names === '') return NO_WORDS;
  const found = known.get(names);
  if (found !== undefined) return found;
  if (known.size >= MOST_NAMES) known.clear();
  const split = splitHintWords(names);
  known.set(names, split);
  return split;
}

function splitHintWords(names: string): string[] {
  const found = names
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  // Class names made by a build are letters in the order of the alphabet: `ab ac ad ae`.
  return found.filter((word) => word.length <= 3).length >= MADE_BY_BUILD
    ? found.filter((word) => word.length > 3)
    : found;
}

const MADE_BY_BUILD = 5;

const LONGEST_NAMES = 400;

/** Class and id; an id that is an address has words of an address. */
function readNames(attributes: ReadonlyMap<string, string>): string {
  const classes = attributes.get('class');
  const id = attributes.get('id');
  if (classes === undefined && id === undefined) return '';
  // Each is cut by itself: what is kept of the names would else hold the whole attributes.
  const cut = (names = '') => names.slice(0, LONGEST_NAMES);
  return cut(`${cut(classes)} ${id?.includes('://') === true ? '' : cut(id)}`).trim();
}

const NAVIGATION_ELEMENTS = new Set(['nav', 'footer', 'aside', 'menu', 'dialog']);
const NAVIGATION_ROLES = new Set([
  'navigation',
  'banner',
  'contentinfo',
  'complementary',
  'search',
  'dialog',
  'alertdialog',
  'alert',
  'menu',
  'menubar',
  'tablist',
  'toolbar',
  'tooltip',
]);

const CHROME_WORDS = words(
  `ad ads adv advert adverts advertise advertisement advertising adsense adslot dfp taboola outbrain sponsor sponsored sponsors
  comment comments commentlist commenter disqus livefyre respond discussion kommentare kommentar kommentarmodul commentaires pinglun
  share shares sharing sharebar sharethis addthis addtoany social socials followus bdsharebuttonbox jiathis fenxiang
  related relatedposts recommended recommendation recommendations recirc recirculation yarpp xiangguan tuijian
  trending popular mostread mostpopular hotnews
  newsletter newsletters subscribe signup mailchimp optin
  cookie cookies consent gdpr ccpa onetrust didomi usercentrics cookiebot borlabs
  nav navi navbar navigation menu menus submenu breadcrumb breadcrumbs crumb crumbs mianbaoxie
  footer foot colophon copyright copyrights imprint
  sidebar sidebars
  pagination pager paging pagenav pagelinks
  popup modal overlay lightbox tooltip login
  tagcloud authorbox authorbio bio vcard aboutauthor
  skiplink offscreen screenreader visuallyhidden
  author authors postmetadata flyout offcanvas disclosure affiliate disclaimer emergency recommande interesting lesetipp lesetipps pushlayer`,
);
/** Words that also stand on what belongs to an article: believed where there is little prose inside. */
const SCRAP_WORDS = words(
  `widget widgets rail promo promos promotion promoted teaser teasers upsell cta paywall hot rank ranking similar relate relates recommend
  reply replies readmore follow toolbar tools toolbox tags taglist tagged keywords postmeta meta feedback survey poll rating ratings vote
  voting votes print noprint qrcode ewm erweima app download skip hide hidden invisible sr byline dateline timestamp date time banner alert
  publish published info source credit credits register subscription jp category categories label labels caption copyright counter views`,
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

const CHROME_PHRASE =
  /(?:most[-_ ]?(?:read|popular|viewed|recent)|author[-_ ]?(?:box|bio|info|card|about|description|profile)|about[-_ ]?(?:the[-_ ]?)?author|read[-_ ]?(?:next|also)|see[-_ ]?also|more[-_ ]?(?:from|on|stories|news|articles|posts|links)|(?:other|next|prev|previous|latest|recent|top|also)[-_ ]?(?:news|stories|story|posts?|articles?|links?|entries)|(?:post|entry|article)[-_ ]?(?:nav|footer|utility|tags|tools|actions)|sign[-_ ]?up|call[-_ ]?to[-_ ]?action|screen[-_ ]?reader|visually[-_ ]?hidden|back[-_ ]?to[-_ ]?top|wp[-_]?polls|wpcnt|sd-block|editor[-_ ]?(?:name|info)|zeren|banquan|shengming)/i;

const CONTENT_PHRASE =
  /(?:(?:article|story|post|entry|news|blog|page|main|detail|text)[-_ ]?(?:body|content|text|copy|detail|main|container|con)(?![a-z])|body[-_ ]?(?:copy|text|content)|(?:^|[\s_-])(?:content|article|story|post|entry|hentry|zhengwen|articlecontent|rich[-_]?text|cnt)(?![a-z])|trs_editor|rich_media_content|prose|mw-parser-output|markdown-body)/i;

const CONSENT_WORDS = words(
  'cookie cookies consent gdpr ccpa onetrust didomi usercentrics cookiebot borlabs',
);
/** Of layout, and of scripts that are set on anything: what has most of the page's prose is none of these. */
const LAYOUT_WORDS = words(
  `share shares sharing social nav navi navbar menu sidebar sidebars modal overlay lightbox tooltip popup login offcanvas flyout
  ad ads advert sponsored newsletter subscribe footer author authors`,
);

/** Its class or id names a part of a page's layout, not what others wrote or other articles. */
export function isLayoutNamed(element: PageElement): boolean {
  const found = readHintWords(element).filter((word) => CHROME_WORDS.has(word));
  return (
    !NAVIGATION_ELEMENTS.has(element.name) &&
    found.length > 0 &&
    found.every((word) => LAYOUT_WORDS.has(word))
  );
}

/** Its class or id names the asking for consent, which may have more prose than the article. */
export function isConsentNamed(element: PageElement): boolean {
  return readHintWords(element).some((word) => CONSENT_WORDS.has(word));
}

export type Hint = 'chrome' | 'scrap' | 'hidden' | 'content' | null;

/** The hints of all elements that give one. */
export function readHints(root: PageElement): Map<PageElement, Hint> {
  const hints = new Map<PageElement, Hint>();
  for (const element of walkElements(root)) {
    const hint = readHint(element);
    if (hint !== null) hints.set(element, hint);
  }
  return hints;
}

/** What an element says of itself: by its name, its role and the words of its class and id. */
export function readHint(element: PageElement): Hint {
  const { name, attributes } = element;
  if (name === 'body' || name === 'html' || name === '#root' || name === 'pre' || name === 'code')
    return null;
  if (isHidden(element)) return 'hidden';
  const itemprop = attributes.get('itemprop') ?? '';
  if (/\barticleBody\b/i.test(itemprop)) return 'content';
  if (NAVIGATION_ELEMENTS.has(name)) return 'chrome';
  if (NAVIGATION_ROLES.has(attributes.get('role') ?? '')) return 'chrome';
  const named = readNames(attributes);
  const isContent = CONTENT_PHRASE.test(named);
  if (isContent && named.split(/\s+/).some(isPartOfContent)) return 'chrome';
  if (CHROME_PHRASE.test(named)) return isContent ? 'scrap' : 'chrome';
  const hintWords = readHintWords(element);
  if (hintWords.some((word) => CHROME_WORDS.has(word))) return isContent ? 'scrap' : 'chrome';
  if (/^h[1-6]$/.test(name)) return null;
  if (hintWords.some((word) => SCRAP_WORDS.has(word))) return isContent ? null : 'scrap';
  return isContent || name === 'article' || name === 'main' ? 'content' : null;
}

/** `post-author`, `article_comments`: the last word says what it is, the first what it belongs to. */
function isPartOfContent(name: string): boolean {
  const found = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  const [first = '', last = ''] = [found[0], found.at(-1)];
  return found.length > 1 && found.length < 4 && WHOLES.has(first) && PARTS_OF_CONTENT.has(last);
}

const WHOLES = words('article story post entry news blog page content single');
const PARTS_OF_CONTENT = words(
  `author authors bio authorbox comment comments commentlist share shares sharing social related newsletter footer nav navigation
  sidebar tags tools breadcrumb breadcrumbs pagination disclaimer recommendations`,
);

const CAPTION_WORDS = words(
  `caption captions photo photos image images img imgs picture pictures pic figure credit credits dida icaption
  legende bildunterschrift bu imagecaption photocaption mediacaption`,
);
/** On boxes of pictures, and on those of pictures with a text of their own. */
const PICTURE_WORDS = words('gallery slideshow slider media');
const TEXT_WORDS = words('text content body copy editor');

/** Its class or id names a picture or what stands below one. */
export function isPictureNamed(element: PageElement): boolean {
  return (
    element.name === 'figure' ||
    readHintWords(element).some((word) => CAPTION_WORDS.has(word) || PICTURE_WORDS.has(word))
  );
}

/** The same, where the names tell of no text but the picture's. */
export function isCaptionNamed(element: PageElement): boolean {
  const found = readHintWords(element);
  return (
    element.name === 'figure' ||
    (found.some((word) => CAPTION_WORDS.has(word)) && !found.some((word) => TEXT_WORDS.has(word)))
  );
}

function isHidden({ attributes }: PageElement): boolean {
  // What React streams stands hidden at the page's end until its scripts move it in (react-dom/server).
  if (attributes.has('hidden') && /^S:\d/.test(attributes.get('id') ?? '')) return false;
  if (attributes.has('hidden') || attributes.get('aria-hidden') === 'true') return true;
  return /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(
    (attributes.get('style') ?? '').slice(0, 1000),
  );
}
