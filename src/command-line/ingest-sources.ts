import type { MessageKey, Translate } from '../commands/create-translator.ts';
import { describeFileProblem } from '../commands/describe-file-problem.ts';
import type { IngestResult, IngestSource, SourceFailure } from '../commands/services.ts';
import { describeSourceProblem, findProblemRemedy } from '../commands/sources/describe-source-problem.ts';
import type { Block } from '../core/blocks/blocks.ts';
import { list, notice } from '../core/blocks/build-blocks.ts';
import type { SkipReason } from '../core/model/article.ts';
import type { IngestOutput } from '../core/model/output.ts';
import { toSingleLine } from '../core/text/strip-control-characters.ts';
import { findCapabilities } from '../platforms/terminal/capabilities.ts';
import { renderBlocks } from '../platforms/terminal/render-blocks.ts';
import type { ReadingOptions } from './add-reading-options.ts';
import type { Run } from './create-command-line.ts';
import { createProgressBar } from './create-progress-bar.ts';
import { withServices } from './with-services.ts';
import { toJson } from './write-reply.ts';

/** As many articles as people read through; the JSON has all. */
const MOST_SHOWN = 20;

/** Takes in files, folders, addresses and what is piped in (`-`), and says what became of each; exit code 1 where one failed. */
export async function ingestSources(
  paths: readonly string[],
  run: Run,
  { json }: ReadingOptions,
): Promise<void> {
  const { translate } = run.context;
  const { input, output, error, environment } = run.dependencies;
  const sources = paths.map(
    (path): IngestSource => (path === '-' ? { kind: 'stream', stream: input } : { kind: 'path', path }),
  );
  const report = async (taken: IngestResult): Promise<void> => {
    const { failures } = taken;
    if (failures.length > 0) run.exitWith(1);
    for (const failure of failures) await run.writeError(`${describeFailure(failure, run.context)}\n`);
    const data = { ...taken.output, ...(failures.length > 0 ? { failures } : {}) };
    if (json) return run.write(toJson(data, output.isTTY === true));
    const blocks = describeIngest(taken.output, translate);
    await run.write(renderBlocks(blocks, findCapabilities(output, environment), () => '').text);
  };

  await withServices(run, { json: json === true }, async ({ owner }) => {
    const bar = createProgressBar(error);
    const taken = await owner
      .ingest(sources, { onProgress: bar.show, signal: run.closed })
      .finally(() => bar.stop());
    await report(taken);
  });
}

/** Reasons to which a system's own words add nothing. */
const SAID_WHOLE: ReadonlySet<SourceFailure['reason']> = new Set([
  'not-found',
  'empty',
  'binary',
  'too-large',
  'changed',
]);

function describeFailure(
  { source, reason, detail, problem }: SourceFailure,
  context: Pick<Run['context'], 'translate' | 'language' | 'runsProgram'>,
): string {
  const text = describeFileProblem(reason, source, context);
  const why =
    problem === undefined
      ? [SAID_WHOLE.has(reason) ? null : detail]
      : [describeSourceProblem(problem, context), findProblemRemedy(problem, context)];
  const sentences = [text, ...why].filter((sentence) => sentence !== null);
  return toSingleLine(sentences.join(context.language === 'en' ? ' ' : ''));
}

const SKIP_MESSAGES: Record<SkipReason, MessageKey> = {
  chrome: 'skipped.chrome',
  teaser: 'skipped.teaser',
  comment: 'skipped.comment',
  empty: 'skipped.empty',
  malformed: 'skipped.malformed',
  'too-large': 'skipped.tooLarge',
  'id-taken': 'skipped.idTaken',
  unsupported: 'skipped.unsupported',
};

/** What was taken in, as people read it. */
export function describeIngest(
  { articles, revised, duplicates, skipped }: IngestOutput,
  translate: Translate,
): Block[] {
  const reasons = Map.groupBy(skipped, ({ reason }) => reason);
  const passedOver = [...reasons].map(([reason, all]) =>
    translate(SKIP_MESSAGES[reason], { count: all.length }),
  );
  const taken = [...articles, ...revised];
  return [
    notice(
      'info',
      [
        translate('ingest.articles', { count: articles.length }),
        ...(revised.length > 0 ? [translate('ingest.revised', { count: revised.length })] : []),
        ...(duplicates > 0 ? [translate('ingest.duplicates', { count: duplicates })] : []),
      ].join(translate('list.clause')),
      passedOver.length === 0
        ? null
        : translate('ingest.skipped', { reasons: passedOver.join(translate('list.clause')) }),
    ),
    ...(taken.length === 0
      ? []
      : [list(taken.slice(0, MOST_SHOWN).map(({ id, title }) => ({ text: id, detail: title })))]),
    ...(taken.length > MOST_SHOWN
      ? [notice('info', translate('ingest.more', { count: taken.length - MOST_SHOWN }))]
      : []),
  ];
}
