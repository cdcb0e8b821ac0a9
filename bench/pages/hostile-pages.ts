const SIZE = 9_500_000;

function fill(piece: string): string {
  return piece.repeat(Math.floor(SIZE / piece.length));
}

const PROSE = '<p>The council met on Monday, and it decided, after two hours, to keep the library open.</p>';

/** Pages near the largest size that is read, each an attack on one thing that reading a page does. */
export const hostilePages: Readonly<Record<string, () => string>> = {
  'nested div': () => fill('<div>'),
  '20,000 nested div': () => `${'<div>'.repeat(20_000)}${PROSE.repeat(20)}`,
  'nested formatting': () => fill('<b><i>'),
  'nested times and bylines': () =>
    `${'<div class=byline><time>'.repeat(100)}${'<time class="date author">x</time>'.repeat(200_000)}`,
  'end tags without a beginning': () => `${'<b>'.repeat(199)}${fill('</p></x></a>')}`,
  'misnested tables': () => fill('<table><tr><td></div></table></td>'),
  'open angle brackets': () => fill('<'),
  'one tag with a million attributes': () => `<p ${fill('a=b ')}>`,
  'one very long attribute': () => `<p class="${fill('comment share ')}">`,
  'class names of many words': () => fill(`<p class="${'a-b c_d '.repeat(50)}">x`),
  'character references': () => fill('&amp;&#x4e2d;&notit;'),
  'unclosed comments': () => fill('<!--'),
  'unclosed script': () => `<script>${fill('<script>')}`,
  'paragraphs of prose': () => fill(PROSE),
  'short blocks in one element': () => `<div><img>${fill('word, <hr>')}</div>`,
  'lists of teasers': () =>
    fill('<div class=x><a href=/a>Another headline of the day</a><p>And a line.</p></div>'),
  'white space': () => `<pre>${fill(' ')}x</pre>`,
  'nested JSON-LD': () => `<script type="application/ld+json">${'[{"@graph":'.repeat(150_000)}</script>`,
  'white space in JSON-LD': () => `<script type="application/ld+json">${' '.repeat(1_900_000)}{</script>`,
  'a long stated body': () =>
    `<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"${'abc def '.repeat(200_000)}"}</script>${PROSE.repeat(50_000)}`,
  'headings like the title': () =>
    `<title>${'The council and the library '.repeat(10)}</title>${fill('<h1>The council and the</h1>')}`,
  'broken UTF-8 and controls': () => fill('<p>\u0000\ufffd\u0007'),
};
