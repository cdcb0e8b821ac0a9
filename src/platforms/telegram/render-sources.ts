import type { Button, CitedSentence, Source, StoryBlock, StoryNote } from '../../core/blocks/blocks.ts';
import { toSafeUrl } from '../../core/text/strip-control-characters.ts';
import { cleanLine } from './clean-text.ts';
import { defuseText } from './defuse-text.ts';
import { layOutButtons, numberedButton } from './lay-out-buttons.ts';
import type { Piece, TextRun } from './rich-text.ts';
import { WIDE } from './wide-characters.ts';
import { BETWEEN, type Lines, type Writer, writeFigures, writeLink, writePosition } from './write-runs.ts';

/** An answer with more sources than these shows the first and unfolds to the others. */
const OPEN_SOURCES = 3;

/** A story: its headline, what it says, its figures and its sources. */
export function renderStory(story: StoryBlock, writer: Writer): Lines {
  const [first] = story.sources;
  const headline = cleanLine(story.headline);
  return {
    pieces: [
      {
        before: '\n\n',
        runs: [
          ...writePosition(story.position, writer),
          ...writeLink(headline, toSafeUrl(first?.url ?? null), 'bold'),
        ],
      },
      ...(story.notes ?? []).map((note): Piece => ({ before: '\n', runs: writeNote(note) })),
      ...joinSentences(story.sentences, '\n', writer),
      ...(story.figures.length === 0 ? [] : [{ before: '\n' as const, runs: writeFigures(story.figures) }]),
      ...story.sources.map((source) => ({
        before: '\n' as const,
        runs: sourceRuns(source, headline),
      })),
    ],
    rows: layOutButtons(story.sources.map(sourceButton)),
  };
}

function writeNote({ text, url }: StoryNote): TextRun[] {
  const safe = toSafeUrl(url);
  const words = cleanLine(text);
  return safe === null ? defuseText(words, 'italic') : [{ text: words, url: safe, style: 'italic' }];
}

/** The sources of what stands above. */
export function renderSources(title: string, sources: readonly Source[], { showsArticle }: Writer): Lines {
  const folded = sources.length > OPEN_SOURCES ? { quoted: true as const } : {};
  return {
    pieces: [
      { before: '\n\n', runs: defuseText(cleanLine(title), 'bold'), ...folded },
      ...sources.map((source) => ({ before: '\n' as const, runs: sourceRuns(source, null), ...folded })),
    ],
    rows: showsArticle ? [] : layOutButtons(sources.map(sourceButton)),
  };
}

/** `[1] title · publisher · time`, without the title where it stands above. */
function sourceRuns(
  { number, title, publisher, published, url }: Source,
  headline: string | null,
): TextRun[] {
  const name = cleanLine(title);
  const about = [publisher, published].flatMap((part) => (part === null ? [] : [cleanLine(part)]));
  const lead: TextRun = { text: `[${number}] ` };
  const safe = toSafeUrl(url);
  if (name === headline && about.length > 0) {
    const [first = '', ...rest] = about;
    return [lead, ...writeLink(first, safe), ...defuseText(rest.map((part) => BETWEEN + part).join(''))];
  }
  return [lead, ...writeLink(name, safe), ...defuseText(about.map((part) => BETWEEN + part).join(''))];
}

function sourceButton({ number, button }: Source): Button {
  return numberedButton(number, button.action);
}

/** Sentences one after the other, each a piece with the numbers of its sources: Chinese ones need no space between. */
export function joinSentences(
  sentences: readonly CitedSentence[],
  before: Piece['before'],
  { urls }: Writer,
): Piece[] {
  return sentences.map(({ text: sentence, citations }, index) => {
    const line = cleanLine(sentence);
    const previous = sentences[index - 1]?.text.trimEnd().at(-1) ?? '';
    const wide = WIDE.test(previous) || WIDE.test(line.charAt(0));
    const numbers = [...new Set(citations.map(({ number }) => number))];
    return {
      before: index === 0 ? before : wide ? '' : ' ',
      runs: [
        ...defuseText(line),
        ...numbers.map((number): TextRun => {
          const url = urls.get(number);
          return { text: `[${number}]`, glued: true, ...(url === undefined ? {} : { url }) };
        }),
      ],
    };
  });
}
