import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { Option, type Command as Program } from 'commander';
import type { CommandContext, Reply } from '../commands/command.ts';
import { changeSource, readBounds } from '../commands/sources/change-source.ts';
import { describeSourceProblem } from '../commands/sources/describe-source-problem.ts';
import { nameOfSource, showAdded, showSource, showSourceList } from '../commands/sources/show-source.ts';
import { showUnreadFiles } from '../commands/sources/show-unread-files.ts';
import { list, notice } from '../core/blocks/build-blocks.ts';
import type { Source } from '../core/sources/source.ts';
import type { SourceServices } from '../core/sources/source-services.ts';
import { addReadingOptions, type ReadingOptions } from './add-reading-options.ts';
import type { Run } from './create-command-line.ts';
import { describeFileError } from './describe-file-error.ts';
import { withServices } from './with-services.ts';
import { writeReply } from './write-reply.ts';

/** As many sources as people read through; the JSON has all. */
const MOST_SHOWN = 100;
const MOST_LISTED = 100_000;
/** Who adds, for those that are added here. */
const BY = 'command-line';
const NO_BOUNDS = { shortest: null, longest: null };

interface BoundOptions extends ReadingOptions {
  shortest?: string;
  longest?: string;
  fullText?: 'on' | 'off';
  selector?: string;
}

/** `sources list|add|remove|pause|resume|show|change|import|export`. */
export function addSourceCommands(program: Program, run: Run): void {
  const { translate } = run.context;
  const group = program.command('sources').description(translate('cli.sources'));
  const add = (name: string, summary: string): Program =>
    addReadingOptions(group.command(name).description(summary).allowExcessArguments(false), translate);
  const withBounds = (command: Program): Program =>
    command
      .option('--shortest <span>', translate('cli.shortest'))
      .option('--longest <span>', translate('cli.longest'));

  const listing = add('list', translate('cli.sourcesList'));
  listing.action(() => answer(run, listing, listSources));

  const adding = withBounds(add('add', translate('cli.sourcesAdd')))
    .option('--selector <css>', translate('cli.selector'))
    .argument('<address>', translate('cli.address'));
  adding.action((address: string) =>
    answer(run, adding, async (sources, context) => {
      const options = adding.optsWithGlobals<BoundOptions>();
      const bounds = readBounds(options, NO_BOUNDS, context);
      if ('blocks' in bounds) return bounds;
      const added = await sources.add(address, {
        ...{ by: BY, bounds, signal: run.closed, takesFolders: true },
        ...(options.selector === undefined ? {} : { selector: options.selector }),
      });
      return showAdded(added, address, context);
    }),
  );

  const showing = add('show', translate('cli.sourcesShow')).argument('<source>', translate('cli.source'));
  showing.action((which: string) =>
    answerAbout(run, showing, which, async (source, sources, context) => {
      const unread = await sources.listUnread(source.id);
      return {
        blocks: [...showSource(source, context), ...showUnreadFiles(unread, context)],
        data: { source, ...(source.kind === 'folder' ? { unread } : {}) },
      };
    }),
  );

  const changes = [
    ['remove', 'cli.sourcesRemove', 'sources.removed'],
    ['pause', 'cli.sourcesPause', 'sources.paused'],
    ['resume', 'cli.sourcesResume', 'sources.resumed'],
  ] as const;
  for (const [name, summary, said] of changes) {
    const changing = add(name, translate(summary)).argument('<source>', translate('cli.source'));
    changing.action((which: string) =>
      answerAbout(run, changing, which, async (source, sources) => {
        await sources[name](source.id);
        return {
          blocks: [notice('info', translate(said, { title: nameOfSource(source, run.context) }))],
          data: { source: source.id },
        };
      }),
    );
  }

  const bounding = withBounds(add('change', translate('cli.sourcesChange')))
    .option('--selector <css>', translate('cli.selectorOfPage'))
    .addOption(new Option('--full-text <state>', translate('cli.fullText')).choices(['on', 'off']))
    .argument('<source>', translate('cli.source'));
  bounding.action((which: string) =>
    answerAbout(run, bounding, which, async (source, sources, context) => {
      const { shortest, longest, fullText, selector } = bounding.optsWithGlobals<BoundOptions>();
      return changeSource(source, { shortest, longest, fullText, selector }, { ...context, sources });
    }),
  );

  const importing = add('import', translate('cli.sourcesImport')).argument(
    '<file>',
    translate('cli.opmlFile'),
  );
  importing.action((file: string) => answer(run, importing, (sources) => importSources(file, sources, run)));

  const exporting = add('export', translate('cli.sourcesExport'));
  exporting.action(() =>
    withServices(run, { json: isJson(exporting) }, async ({ services }) => {
      const { opml, leftOut } = await (await services.sources()).exportOpml();
      await run.write(`${opml}\n`);
      if (leftOut > 0) await run.writeError(`${translate('sources.leftOut', { count: leftOut })}\n`);
    }),
  );
}

async function listSources(sources: SourceServices, context: CommandContext): Promise<Reply> {
  const found = await sources.list({ offset: 0, limit: MOST_LISTED });
  return {
    blocks: showSourceList(found.slice(0, MOST_SHOWN), Math.max(0, found.length - MOST_SHOWN), context),
    data: { sources: found },
  };
}

async function importSources(file: string, sources: SourceServices, run: Run): Promise<Reply> {
  const { translate } = run.context;
  try {
    const bytes = await buffer(file === '-' ? run.dependencies.input : createReadStream(file));
    const imported = await sources.importOpml(bytes, { by: BY });
    if (imported === null)
      return { blocks: [notice('error', translate('sources.notOpml', { file }))], failure: 'not-added' };
    const { added, known, refused } = imported;
    return {
      blocks: [
        notice(
          'info',
          translate('sources.imported', { added, known }),
          added > 0 ? translate('sources.pollLater') : null,
        ),
        ...(refused.length === 0
          ? []
          : [
              list(
                refused.slice(0, MOST_SHOWN).map(({ address, problem }) => ({
                  text: translate('sources.notAdded', { address }),
                  detail: describeSourceProblem(problem, run.context),
                })),
              ),
            ]),
      ],
      data: imported,
    };
  } catch (error) {
    const described = describeFileError(error, file, translate);
    if (described === null) throw error;
    return { blocks: [notice('error', described)], failure: 'not-found' };
  }
}

async function answer(
  run: Run,
  command: Program,
  work: (sources: SourceServices, context: CommandContext) => Promise<Reply>,
): Promise<void> {
  const json = isJson(command);
  const { zone = run.dependencies.zone } = command.optsWithGlobals<ReadingOptions>();
  await withServices(run, { json }, async ({ services }) => {
    const context = { ...run.context, services, zone };
    await writeReply(await work(await services.sources(), context), run, { json, writeAction: () => '' });
  });
}

/** About the one source that is meant; where none is, that is said. */
async function answerAbout(
  run: Run,
  command: Program,
  which: string,
  work: (source: Source, sources: SourceServices, context: CommandContext) => Promise<Reply>,
): Promise<void> {
  const { translate } = run.context;
  await answer(run, command, async (sources, context) => {
    const source = await sources.find(which);
    if (source === 'not-found')
      return { blocks: [notice('error', translate('sources.notFound', { which }))], failure: 'not-found' };
    if (source === 'ambiguous')
      return { blocks: [notice('error', translate('sources.ambiguous', { which }))], failure: 'ambiguous' };
    return work(source, sources, context);
  });
}

function isJson(command: Program): boolean {
  return command.optsWithGlobals<ReadingOptions>().json === true;
}
