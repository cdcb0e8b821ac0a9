import type { Block } from '../core/blocks/blocks.ts';
import { facts, heading, notice } from '../core/blocks/build-blocks.ts';
import type { CommandContext } from './command.ts';
import { findAsker } from './find-asker.ts';

/**
 * What the language model wrote and cost today, and why it does not write where it doesn't; how many articles have embeddings.
 * Nothing where there is neither.
 */
export async function showModel(context: CommandContext): Promise<Block[]> {
  const { services, translate, language } = context;
  const { chat } = findAsker(context);
  const [status, vectors] = await Promise.all([
    services.model.status(chat),
    services.embeddings?.count() ?? null,
  ]);
  const number = (value: number): string => value.toLocaleString(language);
  const count = ({ embedded, waiting }: { embedded: number; waiting: number }) => ({
    ...{ model: services.embeddings?.name ?? '', embedded: number(embedded), waiting: number(waiting) },
  });
  const embeddings = {
    label: translate('fact.embeddings'),
    value: vectors === null ? null : translate('model.embeddings', count(vectors)),
  };
  if (status === null) return vectors === null ? [] : [facts([embeddings])];
  const { name, day, limits, cost, isResting } = status;
  const isSpentHere = chat !== null && day.chatTokens >= limits.chat * ALMOST;
  return [
    heading(translate('fact.model'), 2),
    facts([
      { label: translate('fact.model'), value: name },
      {
        label: translate('fact.modelTokens'),
        value: translate('model.tokens', { used: number(day.tokens), limit: number(limits.day) }),
      },
      {
        label: translate('fact.modelTokensHere'),
        value:
          chat === null
            ? null
            : translate('model.tokens', { used: number(day.chatTokens), limit: number(limits.chat) }),
      },
      { label: translate('fact.modelCost'), value: cost === null ? null : cost.toFixed(4) },
      {
        label: translate('fact.modelTexts'),
        value: translate('model.texts', {
          ...{ written: number(day.written), cached: number(day.cached) },
          ...{ failed: number(day.failed), replaced: number(day.replaced) },
        }),
      },
      embeddings,
    ]),
    ...(isResting ? [notice('warning', translate('model.resting'))] : []),
    ...(day.tokens >= limits.day * ALMOST
      ? [notice('warning', translate('model.spent'))]
      : isSpentHere
        ? [notice('warning', translate('model.spentHere'))]
        : []),
  ];
}

/** From this share on there is hardly room for another call. */
const ALMOST = 0.99;
