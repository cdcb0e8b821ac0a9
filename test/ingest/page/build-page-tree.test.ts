import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { buildPageTree, TooManyElements } from '../../../src/ingest/page/build-page-tree.ts';
import { type PageElement, readText, walkElements } from '../../../src/ingest/page/page-tree.ts';

/** `p(b('x')'y')`: elements by name, runs of text in quotes. */
function outline(html: string): string {
  const show = (node: PageElement | string): string =>
    typeof node === 'string' ? `'${node}'` : `${node.name}(${node.children.map(show).join('')})`;
  return buildPageTree(html).children.map(show).join('');
}

describe('buildPageTree', () => {
  const cases: [string, string, string][] = [
    ['ends a paragraph where a block begins', '<p>a<p>b<div>c</div>', "p('a')p('b')div('c')"],
    [
      'ends a list item where the next begins, not one of the list around',
      '<ul><li>1<li>2<ul><li>3</ul><li>4</ul>',
      "ul(li('1')li('2'ul(li('3')))li('4'))",
    ],
    [
      'ends cells and rows',
      '<table><tr><td>1<td>2<tr><td>3</table>x',
      "table(tr(td('1')td('2'))tr(td('3')))'x'",
    ],
    [
      'ends nothing outside a cell from inside it',
      '<div><table><td>1</div>2</td></table>3</div>4',
      "div(table(td('1''2'))'3')'4'",
    ],
    ['passes over end tags without a beginning', 'a</b></p></x>b', "'ab'"],
    ['ends no block by the end of a formatting element', '<b><p>a</b>b</p>c', "b(p('ab')'c')"],
    [
      'takes what stands in scripts and styles for text of theirs',
      '<script>if (a < b) "<p>"</script>c',
      "script('if (a < b) \"<p>\"')'c'",
    ],
    ['decodes character references', '&lt;p&gt; &#x4e2d;&amp;&nbsp;', "'<p> 中&\u00a0'"],
    ['closes elements of SVG by themselves', '<svg><path/><g/></svg>a', "svg(path()g())'a'"],
    ['ends a head without an end tag where the body begins', '<head><meta><p>a', "head(meta())p('a')"],
    ['ends an SVG that was left open where HTML begins', '<p>a<svg><path><p>b', "p('a'svg(path()))p('b')"],
    ['passes over parts of a table outside one', '<p><caption>a</caption></p><td>b', "p('a')'b'"],
    ['takes nothing for part of an SVG that is empty', '<p>a<svg class="icon"/>b</p>', "p('a'svg()'b')"],
  ];
  for (const [what, html, expected] of cases)
    it(what, () => assert.equal(outline(html).replaceAll("''", ''), expected.replaceAll("''", '')));

  it('takes names that every object has for names of elements', () => {
    assert.equal(outline('<constructor>a</constructor>b'), "constructor('a')'b'");
  });

  it('keeps the first of an attribute, and none that nothing reads', () => {
    const [element] = buildPageTree('<p class="a&quot;b" class=c onclick=x>').children;
    assert.deepEqual(typeof element === 'object' && [...element.attributes], [['class', 'a"b']]);
  });

  it('nests no deeper than 200, and keeps the text of what is deeper', () => {
    const root = buildPageTree(`${'<div>'.repeat(5000)}deep${'</div>'.repeat(5000)}after`);
    let deepest = 0;
    for (const element of walkElements(root)) {
      let depth = 0;
      for (let at = element.parent; at !== null; at = at.parent) depth += 1;
      deepest = Math.max(deepest, depth);
    }
    assert.equal(deepest, 200);
    assert.match(readText(root, 10_000), /deep.*after/);
  });

  it('refuses more than 300,000 elements', () => {
    assert.throws(() => buildPageTree('<i>'.repeat(300_001)), TooManyElements);
  });

  it('makes a tree of any text, with every character outside tags in it', () => {
    const piece = fc.constantFrom(
      '<p>',
      '</p>',
      '<b>',
      '</b>',
      '<table>',
      '<td>',
      '</td>',
      '</table>',
      '<li>',
      '<ul>',
      '</ul>',
      '<a href=x>',
      '</a>',
      '<br>',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const root = buildPageTree(pieces.join(''));
        const letters = readText(root, 10_000).replace(/\s/g, '');
        assert.equal(letters.length, pieces.filter((part) => part === 'x').length);
        for (const element of walkElements(root))
          for (const child of element.children)
            if (typeof child !== 'string') assert.equal(child.parent, element);
      }),
    );
  });
});
