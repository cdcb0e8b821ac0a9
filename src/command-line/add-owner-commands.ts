import type { Command as Program } from 'commander';
import { addReadingOptions, type ReadingOptions } from './add-reading-options.ts';
import { addSourceCommands } from './add-source-commands.ts';
import type { Run } from './create-command-line.ts';
import { exportArticles } from './export-articles.ts';
import { importArticles } from './import-articles.ts';
import { ingestSources } from './ingest-sources.ts';
import { addDeliveryCommands } from './inspect-deliveries.ts';
import { showDiagnosis } from './show-diagnosis.ts';

/** The commands that only whoever runs the project has. */
export function addOwnerCommands(program: Program, run: Run): void {
  const { translate } = run.context;
  const add = (name: string, summary: string): Program =>
    addReadingOptions(program.command(name).description(summary).allowExcessArguments(false), translate);

  const ingest = add('ingest', translate('cli.ingest')).argument('<paths...>', translate('cli.paths'));
  ingest.action(async (paths: string[]) => ingestSources(paths, run, readingOptions(ingest)));

  add('export', translate('cli.export')).action(async () => exportArticles(run));

  const importing = add('import', translate('cli.import')).argument('<file>', translate('cli.file'));
  importing.action(async (file: string) => importArticles(file, run, readingOptions(importing)));

  addSourceCommands(program, run);
  addDeliveryCommands(program, run);

  const doctor = add('doctor', translate('cli.doctor'));
  doctor.action(async () => showDiagnosis(run, readingOptions(doctor)));

  add('start', translate('cli.start')).action(async () => {
    run.exitWith((await run.dependencies.startPlatforms()) === 0 ? 0 : 1);
  });
}

function readingOptions(program: Program): ReadingOptions {
  return program.optsWithGlobals<ReadingOptions>();
}
