import type { Block, CitedSentence } from '../core/blocks/blocks.ts';
import { buttons, notice, paragraph } from '../core/blocks/build-blocks.ts';
import type { AskOutput } from '../core/model/output.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { findAsker } from './find-asker.ts';
import { formatDay } from './format-time.ts';
import { nameGenerator } from './show-edition.ts';
import { byId, numberSources } from './show-sources.ts';
import { topicButtons } from './show-topics.ts';

export const askCommand = defineCommand({
  name: 'ask',
  aliases: ['问', '問', '提问', '提問'],
  localName: 'command.ask.name',
  summary: 'command.ask.summary',
  description: 'command.ask.description',
  examples: 'command.ask.examples',
  audience: 'all',
  options: [{ name: 'question', kind: 'text', required: true, rest: true, summary: 'option.question' }],
  async run(context, { question }) {
    const { services, translate, language, zone, signal, grow } = context;
    const data: AskOutput = await services.ask(question, {
      reader: { language, zone, asker: findAsker(context) },
      ...(signal ? { signal } : {}),
      ...(grow === undefined
        ? {}
        : {
            onSentences(sentences) {
              const numbered = numberSources(context).number(sentences, new Map());
              grow([{ kind: 'sentences', sentences: numbered.sentences }]);
            },
          }),
    });
    if (!data.answered || data.sentences.length === 0) {
      const nearest = data.nearestTopics;
      return {
        blocks: [
          notice(
            'info',
            notFound(data, context),
            nearest.length === 0 ? translate('ask.tryOtherWords') : translate('ask.nearestTopics'),
          ),
          ...digestOf(data, context),
          ...(nearest.length === 0 ? [] : [buttons(...topicButtons(nearest))]),
        ],
        data,
      };
    }
    const cited = new Set(
      data.sentences.flatMap(({ citations }) => citations.map(({ articleId }) => articleId)),
    );
    const references = byId(await services.references([...cited]));
    const { sentences, sources } = numberSources(context).number(data.sentences, references);
    return {
      blocks: [
        ...tellApart(sentences, data, context),
        { kind: 'sources', title: translate('source.title'), sources },
        ...(services.model.name === null ? [] : [paragraph(nameGenerator(data.generator, context))]),
      ],
      data,
    };
  },
});

/** The answer, then what other sources say in its place, under a line that says so. */
function tellApart(
  sentences: readonly CitedSentence[],
  data: AskOutput,
  { translate }: Pick<CommandContext, 'translate'>,
): Block[] {
  const blocks: Block[] = [];
  let last: (typeof OTHERS)[keyof typeof OTHERS] | null = null;
  for (const [index, sentence] of sentences.entries()) {
    const { differs } = data.sentences[index] ?? {};
    const intro = differs === undefined ? null : OTHERS[differs.published];
    const block = blocks.at(-1);
    if (block?.kind === 'sentences' && intro === last) {
      block.sentences.push(sentence);
      continue;
    }
    if (intro !== null) blocks.push(paragraph(translate(intro)));
    blocks.push({ kind: 'sentences', sentences: [sentence] });
    last = intro;
  }
  return blocks;
}

const OTHERS = {
  earlier: 'ask.earlierSays',
  alike: 'ask.anotherSays',
  later: 'ask.laterSays',
} as const;

function notFound(
  { period }: Pick<AskOutput, 'period'>,
  { translate, language }: Pick<CommandContext, 'translate' | 'language'>,
): string {
  if (period === undefined) return translate('ask.notInArticles');
  const [from, to] = [formatDay(period.from, language), formatDay(period.to, language)];
  return from === to ? translate('ask.notOnDay', { day: from }) : translate('ask.notInPeriod', { from, to });
}

/** The digest of a day that was asked about tells what there is of it. */
function digestOf(
  { period }: Pick<AskOutput, 'period'>,
  { translate, language }: Pick<CommandContext, 'translate' | 'language'>,
): Block[] {
  if (period === undefined || period.from !== period.to) return [];
  const label = translate('button.digestOfDay', { day: formatDay(period.from, language) });
  return [buttons({ label, action: { command: 'digest', options: { period: period.from } } })];
}
