/** Feeds that are made to cost much: each fills about `size` characters. */
export const hostileFeeds: readonly { kind: string; make(size: number): string }[] = [
  { kind: 'elements nested, never closed', make: (size) => wrap('<a>'.repeat(size / 3)) },
  {
    kind: 'elements nested and closed',
    make: (size) => wrap('<a>'.repeat(size / 7) + '</a>'.repeat(size / 7)),
  },
  { kind: 'end tags of nothing', make: (size) => wrap(`${'<a>'.repeat(1000)}${'</b>'.repeat(size / 4)}`) },
  { kind: 'entities of entities (billion laughs)', make: billionLaughs },
  {
    kind: 'external entity',
    make: (size) => `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${wrap('&x;'.repeat(size / 3))}`,
  },
  { kind: 'one name without end', make: (size) => wrap(`<${'a'.repeat(size)}`) },
  { kind: 'one attribute without end', make: (size) => wrap(`<a b="${'c'.repeat(size)}`) },
  {
    kind: 'attributes without end',
    make: (size) => wrap(`<a ${numbered(size / 12, (at) => `b${at}="c" `)}>`),
  },
  {
    kind: 'namespaces without end',
    make: (size) => wrap(`<a ${numbered(size / 20, (at) => `xmlns:n${at}="u" `)}>${'<n1:b/>'.repeat(1000)}`),
  },
  { kind: 'items without end', make: (size) => wrap('<item><title>a</title></item>'.repeat(size / 29)) },
  { kind: 'items inside of items', make: (size) => wrap('<item><title>a</title>'.repeat(size / 22)) },
  {
    kind: 'categories without end',
    make: (size) =>
      wrap(`<item><title>a</title>${numbered(size / 30, (at) => `<category>c${at}</category>`)}</item>`),
  },
  { kind: 'character references', make: (size) => wrap(`<item><title>${'&#65;'.repeat(size / 5)}`) },
  {
    kind: 'CDATA in pieces',
    make: (size) => wrap(`<item><description>${'a<![CDATA[b]]>'.repeat(size / 14)}`),
  },
  { kind: 'comments', make: (size) => wrap('<!---->'.repeat(size / 7)) },
  { kind: 'open angle brackets', make: (size) => wrap('<'.repeat(size)) },
  { kind: 'spaces', make: (size) => wrap(`<item><title>a${' '.repeat(size)}b`) },
  { kind: 'one text', make: (size) => wrap(`<item><title>a</title><description>${'字。'.repeat(size / 2)}`) },
  {
    kind: 'HTML nested',
    make: (size) => wrap(`<item><description><![CDATA[${'<div>'.repeat(size / 5)}x]]></description></item>`),
  },
  {
    kind: 'HTML tables nested',
    make: (size) => wrap(`<item><description><![CDATA[${'<table><tr><td>'.repeat(size / 15)}x`),
  },
  {
    kind: 'lines wrapped in HTML',
    make: (size) => wrap(`<item><description><![CDATA[${'a<br>'.repeat(size / 5)}`),
  },
  {
    kind: 'credits above a text',
    make: (size) =>
      wrap(
        `<item><description><![CDATA[${'<p>责任编辑：张三</p>'.repeat(size / 15)}<p>x。</p>]]></description>`,
      ),
  },
  {
    kind: 'a title that is half a tag',
    make: (size) => wrap(`<item><title><![CDATA[${'<a '.repeat(size / 3)}]]></title></item>`),
  },
  {
    kind: 'a time without end',
    make: (size) => wrap(`<item><title>a</title><pubDate>${'1 '.repeat(size / 2)}</pubDate></item>`),
  },
  {
    kind: 'JSON nested',
    make: (size) => `{"version":"https://jsonfeed.org/version/1","items":${'['.repeat(size)}`,
  },
  {
    kind: 'JSON items without end',
    make: (size) =>
      `{"version":"https://jsonfeed.org/version/1","items":[${'{"id":"1"},'.repeat(size / 11)}{}]}`,
  },
  {
    kind: 'JSON that breaks off',
    make: (size) =>
      `{"version":"https://jsonfeed.org/version/1","items":[${'{"id":"1","title":"a"},'.repeat(size / 23)}{"a`,
  },
];

function wrap(inside: string): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>${inside}`;
}

function numbered(count: number, write: (at: number) => string): string {
  return Array.from({ length: Math.floor(count) }, (_, at) => write(at)).join('');
}

function billionLaughs(size: number): string {
  const entities = numbered(20, (at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
  return `<!DOCTYPE r [<!ENTITY l0 "lol">${entities}]>${wrap(`<item><title>${'&l20;'.repeat(size / 5)}</title></item>`)}`;
}
