import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { readLines } from '../commands/read-lines.ts';
import type { Article } from '../core/model/article.ts';
import { findCapabilities } from '../platforms/terminal/capabilities.ts';
import { renderBlocks } from '../platforms/terminal/render-blocks.ts';
import type { ReadingOptions } from './add-reading-options.ts';
import type { Run } from './create-command-line.ts';
import { describeFileError } from './describe-file-error.ts';
import { readExportLine } from './export-line.ts';
import { describeIngest } from './ingest-sources.ts';
import { withServices } from './with-services.ts';
import { toJson } from './write-reply.ts';

/** Bytes of a line: the largest article that ingestion takes, escaped. */
const LONGEST_LINE = 256 * 1024 * 1024;

class BadLineError extends Error {
  readonly line: number;
  readonly problem: string;

  constructor(line: number, problem: string) {
    super(`line ${line}: ${problem}`);
    this.name = 'BadLineError';
    this.line = line;
    this.problem = problem;
  }
}

/** Stores what `export` wrote: all of it, or nothing where a line is wrong, which is then said. */
export async function importArticles(file: string, run: Run, { json }: ReadingOptions): Promise<void> {
  const { translate } = run.context;
  const { input, output, environment } = run.dependencies;
  await withServices(run, { json: json === true }, async ({ owner }) => {
    try {
      const stream = file === '-' ? input : createReadStream(file);
      const taken = await owner.importArticles(file === '-' ? 'stdin' : basename(file), readArticles(stream));
      const text = (): string =>
        renderBlocks(describeIngest(taken, translate), findCapabilities(output, environment), () => '').text;
      await run.write(json ? toJson(taken, output.isTTY === true) : text());
    } catch (error) {
      const bad = findBadLine(error);
      const described =
        bad === null
          ? describeFileError(error, file, translate)
          : translate('import.badLine', { line: bad.line, problem: bad.problem });
      if (described === null) throw error;
      run.exitWith(1);
      await run.writeError(`${described}\n`);
    }
  });
}

async function* readArticles(input: Readable): AsyncGenerator<Article> {
  for await (const line of readLines(input, LONGEST_LINE)) {
    if ('problem' in line) throw new BadLineError(line.number, line.problem);
    if (line.text.trim() === '') continue;
    const read = readExportLine(line.text);
    if ('problem' in read) throw new BadLineError(line.number, read.problem);
    yield read.article;
  }
}

/** A store may wrap what its input threw. */
function findBadLine(error: unknown): BadLineError | null {
  if (error instanceof BadLineError) return error;
  return error instanceof Error && error.cause instanceof BadLineError ? error.cause : null;
}
