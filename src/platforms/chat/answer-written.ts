import { type Answering, answerParsed, answerText } from '../../commands/answer-text.ts';
import type { CommandContext, Reply } from '../../commands/command.ts';
import { findAsker } from '../../commands/find-asker.ts';
import { joinFollowUp } from '../../commands/follow-up.ts';
import { interpretText } from '../../commands/interpret-text.ts';
import { parseTypedOptions } from '../../commands/parse-options.ts';
import type { Exchange } from '../../core/ports/platform-store.ts';
import { articlesOfReply } from './articles-of-reply.ts';

/**
 * The answer to what somebody wrote: a command, or a question, which goes on about the exchange that it replies to
 * (`earlier`). `command` is the name of what was done; null for an empty text.
 */
export async function answerWritten(
  text: string,
  earlier: Exchange | null,
  answering: Answering,
): Promise<{ reply: Reply; command: string; exchange: Exchange } | null> {
  const { commands, context } = answering;
  const meant = interpretText(text, commands);
  const question = meant.kind === 'question' ? await completeQuestion(meant.text, earlier, context) : null;
  const ask = commands.find(({ name }) => name === 'ask');
  const reply =
    question !== null && question !== text && ask !== undefined
      ? await answerParsed(
          ask,
          parseTypedOptions(ask, question, { now: context.now(), zone: context.zone }),
          answering,
        )
      : await answerText(text, answering);
  if (reply === null) return null;
  const command =
    meant.kind === 'command' ? meant.command.name : meant.kind === 'address' ? 'article' : 'ask';
  const asked = question ?? (meant.kind === 'command' && command === 'ask' ? meant.text.trim() : null);
  return { reply, command, exchange: { question: asked, articleIds: articlesOfReply(reply) } };
}

/** The question that is meant: a follow-up is written out by a model where there is one, else the words before it are put in front. */
async function completeQuestion(
  text: string,
  earlier: Exchange | null,
  context: CommandContext,
): Promise<string> {
  const before = earlier?.question ?? null;
  const joined = joinFollowUp(before, text);
  if (before === null || earlier === null || joined === text.trim()) return joined;
  const { services, signal } = context;
  const rewritten = await services.rewriteFollowUp(
    { earlier: before, articleIds: earlier.articleIds, reply: text },
    { asker: findAsker(context), ...(signal === undefined ? {} : { signal }) },
  );
  return rewritten ?? joined;
}
