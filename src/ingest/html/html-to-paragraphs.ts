import { decodeHTML, decodeHTMLAttribute } from 'entities';
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';
import type { Piece } from '../dump/paragraphs.ts';
import { createParagraphBuilder } from './create-paragraph-builder.ts';

/** What the builder asks for; others of an element are not kept. */
const ATTRIBUTES = new Set(['alt', 'hidden', 'start', 'style']);

/**
 * The paragraphs of a piece of HTML, see createParagraphBuilder, straight from its tokens: no tree is built, so that
 * depth and broken nesting cost nothing.
 */
export function htmlToParagraphs(html: string): Piece[] {
  const builder = createParagraphBuilder();
  let tag = '';
  let name = '';
  let value = '';
  let attributes: Map<string, string> | null = null;

  function open(): void {
    const held = attributes;
    builder.open(tag, held === null ? nothing : (wanted) => held.get(wanted) ?? null);
  }
  const callbacks: TokenizerCallbacks = {
    onopentagname(start, end) {
      tag = html.slice(start, end).toLowerCase();
      attributes = null;
    },
    onattribname(start, end) {
      name = end - start > 16 ? '' : html.slice(start, end).toLowerCase();
      value = '';
    },
    onattribdata(start, end) {
      if (ATTRIBUTES.has(name)) value += html.slice(start, Math.min(end, start + 1000));
    },
    onattribentity() {},
    onattribend() {
      if (!ATTRIBUTES.has(name)) return;
      attributes ??= new Map();
      if (!attributes.has(name)) attributes.set(name, decodeHTMLAttribute(value));
    },
    onopentagend: open,
    onselfclosingtag() {
      open();
      builder.close(tag);
    },
    onclosetag: (start, end) => builder.close(html.slice(start, end).toLowerCase()),
    ontext: (start, end) => builder.text(decodeHTML(html.slice(start, end))),
    ontextentity() {},
    oncdata() {},
    oncomment() {},
    ondeclaration() {},
    onprocessinginstruction() {},
    onend() {},
  };
  // A browser takes all behind `<iframe src="…"/>` for its own; feeds come from writers of XHTML, who mean what they write.
  const tokenizer = new Tokenizer({ decodeEntities: false, recognizeSelfClosing: true }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
  return builder.finish();
}

function nothing(): null {
  return null;
}

/** A piece of HTML as one line without markup. */
export function htmlToLine(html: string): string {
  return htmlToParagraphs(html)
    .map(({ text }) => text)
    .join(' ');
}
