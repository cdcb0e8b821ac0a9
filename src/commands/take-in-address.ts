import { notice } from '../core/blocks/build-blocks.ts';
import { readRsshubRoute } from '../core/sources/rsshub-route.ts';
import type { Command, CommandContext, Reply } from './command.ts';
import { runCommand, runSafely } from './run-command.ts';
import { shorten } from './shorten.ts';
import { describeSourceProblem, findProblemRemedy } from './sources/describe-source-problem.ts';

/**
 * The answer to an address that somebody sends alone: for whoever runs the bot its article, taken in; a route of RSSHub becomes a source. Nobody else has the
 * bot send requests, nor puts texts before everybody. Never rejects.
 */
export async function takeInAddress(
  address: string,
  {
    commands,
    context,
    onError,
  }: { commands: readonly Command[]; context: CommandContext; onError: (error: unknown) => void },
): Promise<Reply> {
  const { translate, isOwner, runsProgram } = context;
  if (isOwner !== true && runsProgram !== true)
    return { blocks: [notice('info', translate('address.ownerOnly'))], failure: 'not-added' };
  // A route of RSSHub is a feed, and never an article.
  const sources =
    readRsshubRoute(address) === null ? undefined : commands.find(({ name }) => name === 'sources');
  if (sources !== undefined) return runCommand(sources, context, { action: 'add', source: address }, onError);
  const taken = await runSafely(context, () => takeIn(address, context), onError);
  if ('blocks' in taken) return taken;
  const article = commands.find(({ name }) => name === 'article');
  if (article === undefined) return { blocks: [notice('info', taken.id)] };
  return runCommand(article, context, { id: taken.id }, onError);
}

async function takeIn(address: string, context: CommandContext): Promise<Reply | { id: string }> {
  const { services, translate, signal, writeCommand } = context;
  const taken = await (await services.sources()).takeInArticle(
    address,
    signal === undefined ? {} : { signal },
  );
  if (taken.kind === 'taken') return taken;
  const refused = translate('address.notTaken', { address: shorten(address, 200) });
  const [why, remedy] =
    taken.kind === 'failed'
      ? [describeSourceProblem(taken.problem, context), findProblemRemedy(taken.problem, context)]
      : taken.kind === 'no-page'
        ? [translate('address.noPage', { command: writeCommand('sources') }), null]
        : [translate('address.noArticle'), null];
  return { blocks: [notice('error', `${refused} ${why}`, remedy)], failure: 'not-added' };
}
