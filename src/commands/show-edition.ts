import type { Block } from '../core/blocks/blocks.ts';
import { heading, paragraph } from '../core/blocks/build-blocks.ts';
import type { DigestOutput } from '../core/model/output.ts';
import type { CommandContext } from './command.ts';
import { numberSources } from './show-sources.ts';
import { showStory } from './show-story.ts';

/** Who reads an edition, and in which zone its times are. */
export type Reading = Pick<CommandContext, 'translate' | 'language' | 'zone'>;

/** The sections and stories of an edition and what it covers, under a title; stories and sources count through the whole. */
export function showEdition(output: DigestOutput, title: Block[], reading: Reading): Block[] {
  const { translate } = reading;
  const numbering = numberSources(reading);
  let position = 0;
  const sections = output.sections.flatMap((section): Block[] => [
    heading(section.topic, 2),
    ...section.stories.map((story) => showStory(story, { position: ++position, numbering, translate })),
  ]);
  // After the stories, whose sources count from 1: they are listed there.
  const overview = numbering.number(output.overview ?? [], new Map()).sentences;
  return [
    ...title,
    ...(overview.length === 0 ? [] : [{ kind: 'sentences' as const, sentences: overview }]),
    ...sections,
    paragraph(describeCoverage(output, reading)),
  ];
}

/** What a digest is called: when it is of, and on which topics. */
export function titleEdition(
  { when, topics }: { when: string; topics: readonly string[] },
  { translate }: Pick<CommandContext, 'translate'>,
): Block {
  return heading(
    topics.length === 0
      ? translate('digest.title', { period: when })
      : translate('digest.titleOnTopic', { period: when, topic: topics.join(translate('list.comma')) }),
  );
}

/** Who wrote something, in words. */
export function nameGenerator(generator: string, { translate }: Pick<Reading, 'translate'>): string {
  return generator === 'extractive'
    ? translate('generator.extractive')
    : translate('generator.model', { model: generator.replace(/^openai:/, '') });
}

function describeCoverage({ coverage, edition, sections: shown }: DigestOutput, reading: Reading): string {
  const { translate } = reading;
  const own = shown
    .flatMap((section) => section.stories)
    .filter(({ writing }) => writing?.generator === 'extractive').length;
  const { sources, failing, articles, stories } = coverage;
  return [
    translate('digest.coverage', {
      sources: translate('digest.sources', { count: sources }),
      articles: translate('digest.articles', { count: articles }),
      stories: translate('digest.stories', { count: stories }),
    }),
    ...(failing > 0 ? [translate('digest.failing', { count: failing })] : []),
    nameGenerator(edition.generator, reading),
    ...(edition.generator !== 'extractive' && own > 0
      ? [translate('generator.ownStories', { count: own })]
      : []),
  ].join(' · ');
}
