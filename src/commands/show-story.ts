import type { StoryBlock } from '../core/blocks/blocks.ts';
import type { SourceNumbering } from '../core/blocks/number-sources.ts';
import type { DigestStory, Story } from '../core/model/output.ts';
import type { Translate } from './create-translator.ts';
import { byId } from './show-sources.ts';

/** A story as a block. Where no sentence is cited its first article still is a source, so that the reader can open it. */
export function showStory(
  story: Story & { figures?: readonly string[]; isUpdate?: DigestStory['isUpdate'] },
  { position, numbering, translate }: { position: number; numbering: SourceNumbering; translate: Translate },
): StoryBlock {
  const { headline, originalHeadline: original } = story;
  const named = original === undefined ? headline : translate('story.translated', { headline, original });
  const references = byId(story.articles);
  const numbered = numbering.number(story.sentences, references);
  const [first] = story.articles;
  const sources =
    numbered.sources.length > 0 || first === undefined ? numbered.sources : [numbering.list(first)];
  return {
    kind: 'story',
    position,
    headline: story.isUpdate === true ? translate('story.update', { headline: named }) : named,
    sentences: numbered.sentences,
    figures: [...(story.figures ?? [])],
    sources,
  };
}
