import type { CitedSentence, Source, StoryBlock } from '../../core/blocks/blocks.ts';
import { toSafeUrl, toSingleLine } from '../../core/text/strip-control-characters.ts';
import { BETWEEN, type Line, styled, type Writer } from './block-lines.ts';
import type { Capabilities } from './capabilities.ts';
import { measureWidth, type Span } from './wrap-spans.ts';

/** A story with what each of its sentences comes from. */
export function renderStory(story: StoryBlock, writer: Writer): Line[] {
  const lead = `${story.position}. `;
  const indent = measureWidth(lead);
  return [
    { spans: [styled(`${lead}${toSingleLine(story.headline)}`, ['bold'])], hanging: indent },
    ...(story.notes ?? []).map(({ text }) => ({
      spans: [styled(toSingleLine(text), ['dim'])],
      indent,
      hanging: indent,
    })),
    ...(story.sentences.length === 0
      ? []
      : [{ spans: joinSentences(story.sentences), indent, hanging: indent }]),
    ...(story.figures.length === 0 ? [] : [{ spans: renderFigures(story.figures), indent, hanging: indent }]),
    ...story.sources.flatMap((source) => renderSource(source, writer, { indent, headline: story.headline })),
  ];
}

/** `[1] title · publisher · time · which characters · id`, and the address below where it cannot be linked. */
export function renderSource(
  source: Source,
  { capabilities }: Writer,
  { indent, headline }: { indent: number; headline: string | null },
): Line[] {
  const url = toSafeUrl(source.url);
  const title = source.title === headline ? null : source.title;
  const [name, ...rest] = [
    title,
    source.publisher,
    source.published,
    source.positionLabel,
    source.articleId,
  ].filter((part) => part !== null);
  const lead = `[${source.number}] `;
  const hanging = indent + measureWidth(lead);
  return [
    {
      spans: [
        styled(lead, ['cyan']),
        { ...styled(name ?? '', title === null ? ['dim'] : []), url },
        ...rest.map((part) => styled(`${BETWEEN}${toSingleLine(part)}`, ['dim'])),
      ],
      indent,
      hanging,
    },
    ...showUrl(url, hanging, capabilities),
  ];
}

/** An address on a line of its own, where it cannot be linked. */
export function showUrl(url: string | null, indent: number, { hyperlinks }: Capabilities): Line[] {
  return url === null || hyperlinks
    ? []
    : [{ spans: [styled(url, ['dim', 'underline'])], indent, hanging: indent }];
}

/** Figures side by side. */
export function renderFigures(figures: readonly string[]): Span[] {
  return [styled(figures.map(toSingleLine).join(BETWEEN), ['green'])];
}

/** A sentence with the numbers of its sources. */
export function citeSentence({ text, citations }: CitedSentence): Span[] {
  const numbers = [...new Set(citations.map(({ number }) => number))];
  const marks = numbers.map((number) => `[${number}]`).join('');
  return [{ text: toSingleLine(text) }, { ...styled(marks, ['cyan']), glued: true }];
}

/** Sentences one after the other: Chinese ones need no space between. */
function joinSentences(sentences: readonly CitedSentence[]): Span[] {
  return sentences.flatMap((sentence, index) => {
    const before = sentences[index - 1]?.text.at(-1) ?? '';
    const wide = [before, sentence.text.charAt(0)].some(isChinese);
    return index === 0 || wide ? citeSentence(sentence) : [{ text: ' ' }, ...citeSentence(sentence)];
  });
}

function isChinese(character: string): boolean {
  return measureWidth(character) > 1 || '”’…—“‘'.includes(character);
}
