// How start and end tags end what is open: the parts of HTML's tree construction that texts depend on (html.spec.whatwg.org,
// 13.1.2.4 and 13.2.6).

export const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr keygen frame'.split(' '),
);
/** These and what stands in them end by themselves where they are written so (`<svg/>`). */
export const FOREIGN = new Set(['svg', 'math']);
/** Where the end tag of an element outside is not seen: a cell's, a caption's, a button's content. */
export const SCOPES = new Set(['td', 'th', 'caption', 'table', 'template', 'button', 'object']);
export const FORMATTING = new Set(
  'a b big code em font i nobr s small strike strong tt u span sub sup mark abbr label ins del q'.split(' '),
);
export const ENDS_PARAGRAPH = new Set(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section summary table ul li dd dt'.split(
    ' ',
  ),
);
const LIST_SCOPE = new Set(['ul', 'ol', 'menu', 'dir']);
const TABLE_SCOPE = new Set(['table']);
/** A start tag ends an open element of these names, looked for no further than the stops. */
export const IMPLIED_ENDS: ReadonlyMap<string, { open: readonly string[]; stops: ReadonlySet<string> }> =
  new Map([
    ['li', { open: ['li'], stops: LIST_SCOPE }],
    ['dt', { open: ['dt', 'dd'], stops: new Set(['dl']) }],
    ['dd', { open: ['dt', 'dd'], stops: new Set(['dl']) }],
    ['td', { open: ['td', 'th'], stops: new Set(['tr', 'table']) }],
    ['th', { open: ['td', 'th'], stops: new Set(['tr', 'table']) }],
    ['tr', { open: ['tr'], stops: TABLE_SCOPE }],
    ['tbody', { open: ['tbody', 'thead', 'tfoot'], stops: TABLE_SCOPE }],
    ['thead', { open: ['tbody', 'thead', 'tfoot'], stops: TABLE_SCOPE }],
    ['tfoot', { open: ['tbody', 'thead', 'tfoot'], stops: TABLE_SCOPE }],
    ['option', { open: ['option'], stops: new Set(['select', 'datalist']) }],
    ['a', { open: ['a'], stops: new Set(['td', 'th', 'table', 'button']) }],
    ['body', { open: ['head'], stops: new Set() }],
  ]);

export const PARAGRAPH = ['p'];
export const PARAGRAPH_STOPS = new Set([...SCOPES, 'body', 'article', 'section', 'div', 'blockquote', 'li']);
/** What a head may hold: another start tag ends it. */
export const IN_HEAD = new Set(
  'head title meta link base style script noscript template basefont bgsound'.split(' '),
);
/** Their start tags end an svg or math that was left open, as all of ENDS_PARAGRAPH do. */
export const ENDS_FOREIGN = new Set(
  'b big body br code em embed head i img meta nobr ruby s small span strong strike sub sup tt u var tr td th tbody'.split(
    ' ',
  ),
);
/** Outside a table their start tags are passed over. */
export const ONLY_IN_TABLES = new Set('caption colgroup tbody thead tfoot tr td th'.split(' '));
export const TABLE_PARTS = new Set(['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'body', 'html']);
