import type { Block } from '../core/blocks/blocks.ts';
import { notice } from '../core/blocks/build-blocks.ts';
import type { DigestOutput } from '../core/model/output.ts';
import type { Slot } from '../core/schedule/schedule.ts';
import { describeSlot } from './schedule/describe-schedule.ts';
import { shorten } from './shorten.ts';
import { type Reading, showEdition, titleEdition } from './show-edition.ts';

/** Characters of all topics in a title: a subscription may have twenty long ones. */
const LONGEST_TOPICS = 80;

/** A digest as it is posted at its slot; `topics` are the subscription's, none for everything. */
export function showDigestPost(
  {
    output,
    slot,
    isLate,
    topics,
  }: { output: DigestOutput; slot: Slot; isLate: boolean; topics: readonly string[] },
  context: Reading,
): Block[] {
  const { translate, language, zone } = context;
  const when = describeSlot(slot, zone, language);
  const title = titleEdition({ when, topics: nameTopics(topics, context) }, context);
  const late = isLate ? [notice('info', translate('post.late', { when }))] : [];
  return showEdition(output, [title, ...late], context);
}

/** What is posted where a chat wants to know that there was nothing new. */
export function showEmptyDigest(
  { slot, topics }: { slot: Slot; topics: readonly string[] },
  context: Reading,
): Block[] {
  const { translate, language, zone } = context;
  const when = describeSlot(slot, zone, language);
  const [named] = nameTopics(topics, context);
  return [
    notice(
      'info',
      named === undefined
        ? translate('post.empty', { when })
        : translate('post.emptyOnTopics', { when, topics: named }),
    ),
  ];
}

function nameTopics(topics: readonly string[], { translate }: Reading): string[] {
  return topics.length === 0 ? [] : [shorten(topics.join(translate('list.comma')), LONGEST_TOPICS)];
}
