import type { FactsBlock, HitBlock, ListItem } from '../../core/blocks/blocks.ts';
import { toSafeUrl, toSingleLine } from '../../core/text/strip-control-characters.ts';
import { BETWEEN, clean, type Line, styled, type Writer } from './block-lines.ts';
import type { Capabilities } from './capabilities.ts';
import { showUrl } from './render-sources.ts';
import { measureWidth, type Span } from './wrap-spans.ts';

const WIDEST_TERM = 34;

/** Items in two columns, numbered where they can be chosen. */
export function renderList(items: readonly ListItem[], writer: Writer): Line[] {
  const leads = items.map(({ button }) =>
    button === null || writer.writeAction !== null ? '• ' : `[${writer.choose(button)}] `,
  );
  const lead = Math.max(0, ...leads.map(measureWidth));
  const terms = items.map(({ text }) => toSingleLine(text));
  // One long term does not push the details of all the others away.
  const term = Math.max(0, ...terms.map(measureWidth).filter((width) => width <= WIDEST_TERM));
  return items.map(({ detail }, index) => {
    const text = terms[index] ?? '';
    const padding = ' '.repeat(Math.max(0, term - measureWidth(text)) + 2);
    return {
      spans: [
        styled((leads[index] ?? '').padStart(lead), ['cyan']),
        { text },
        ...(detail === null ? [] : [styled(`${padding}${toSingleLine(detail)}`, ['dim'])]),
      ],
      hanging: lead,
    };
  });
}

/** A hit with its words found, and what is known of its article. */
export function renderHit(hit: HitBlock, writer: Writer): Line[] {
  const lead = writer.writeAction === null ? `[${writer.choose(hit.button)}] ` : '• ';
  const indent = measureWidth(lead);
  const url = toSafeUrl(hit.url);
  const about = [hit.publisher, hit.published, hit.articleId].filter((part) => part !== null);
  return [
    {
      spans: [styled(lead, ['cyan']), { ...styled(toSingleLine(hit.title), ['bold']), url }],
      hanging: indent,
    },
    { spans: highlight(hit.snippet, hit.highlights, writer.capabilities), indent, hanging: indent },
    { spans: [styled(about.map(toSingleLine).join(BETWEEN), ['dim'])], indent, hanging: indent },
    ...showUrl(url, indent, writer.capabilities),
  ];
}

/** The words found stand out by colour, or between asterisks where there is none. */
function highlight(
  snippet: string,
  highlights: readonly { start: number; end: number }[],
  { colours }: Capabilities,
): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const { start, end } of highlights) {
    const found = snippet.slice(start, end);
    spans.push({ text: clean(snippet.slice(from, start)) });
    spans.push(styled(colours ? clean(found) : `*${clean(found)}*`, ['bold', 'yellow']));
    from = end;
  }
  return [...spans, { text: clean(snippet.slice(from)) }];
}

/** Names and values in two columns. An address that is not of the web is left out. */
export function renderFacts(facts: FactsBlock['facts'], { capabilities }: Writer): Line[] {
  const width = Math.max(0, ...facts.map(({ label }) => measureWidth(toSingleLine(label)))) + 2;
  return facts.flatMap(({ label, value, url }) => {
    const name = toSingleLine(label);
    const safe = toSafeUrl(url);
    if (url !== null && safe === null) return [];
    return [
      {
        spans: [
          styled(name + ' '.repeat(width - measureWidth(name)), ['dim']),
          url === null ? { text: toSingleLine(value) } : { ...styled(safe ?? '', ['underline']), url: safe },
        ],
        hanging: capabilities.columns() > width * 2 ? width : 0,
      },
    ];
  });
}
