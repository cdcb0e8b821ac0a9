import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { answerParsed } from '../commands/answer-text.ts';
import type { Command, CommandContext } from '../commands/command.ts';
import type { ReaderLanguage } from '../commands/create-translator.ts';
import { describeOptionProblem } from '../commands/describe-option-problem.ts';
import { joinSentences } from '../commands/join-sentences.ts';
import { type ParsedOptions, parseNamedOptions } from '../commands/parse-options.ts';
import { type InputLine, readLines } from '../commands/read-lines.ts';
import type { NoticeBlock } from '../core/blocks/blocks.ts';
import type { Run } from './create-command-line.ts';
import { describeFileError } from './describe-file-error.ts';
import { toJson, writeReply } from './write-reply.ts';

/** Bytes of a line. */
const LONGEST_LINE = 1024 * 1024;

const idSchema = z.union([z.string(), z.number()]);
const lineSchema = z.record(z.string(), z.unknown());

interface Batch {
  run: Run;
  command: Command;
  context: CommandContext;
  /** The option that each line gives: `question`, `query`. */
  field: string;
  /** A path, or `-` for stdin. */
  file: string;
  words: readonly string[];
  /** Options for every line. */
  named: Record<string, string>;
}

/**
 * Answers a file line by line, in order: `{ id, question | query }` in, `{ id, … }` out. A line that cannot be answered
 * gives `{ id | line, error }`, the others go on, and the run fails in the end. No more is read than is written.
 */
export async function runBatch(batch: Batch): Promise<void> {
  const { run, command, file, field, words, named, context } = batch;
  const { translate } = context;
  if (words.length > 0) {
    run.exitWith(2);
    await run.writeError(`${translate('problem.unexpected', { value: words.join(' ') })}\n`);
    return;
  }
  // What is wrong with the options of all lines is said once.
  const sample = parseNamedOptions(
    command,
    { ...named, [field]: '-' },
    { now: context.now(), zone: context.zone },
  );
  if (!sample.ok) {
    await writeReply(
      { blocks: [describeOptionProblem(sample.problem, command, context)], failure: 'bad-options' },
      run,
      { json: false, writeAction: () => '' },
    );
    return;
  }
  try {
    const input = file === '-' ? run.dependencies.input : createReadStream(file);
    for await (const line of readLines(input, LONGEST_LINE)) {
      if (run.closed.aborted) return;
      if ('text' in line && line.text.trim() === '') continue;
      const result = await answerLine(line, batch);
      if ('error' in result) run.exitWith(1);
      await run.write(toJson(result));
    }
  } catch (error) {
    const described = describeFileError(error, file, translate);
    if (described === null) throw error;
    run.exitWith(1);
    await run.writeError(`${described}\n`);
  }
}

async function answerLine(line: InputLine, batch: Batch): Promise<Record<string, unknown>> {
  const { command, context, field, named, run } = batch;
  const { translate, language } = context;
  const fail = (error: string) => ({ line: line.number, error });
  if ('problem' in line)
    return fail(translate(line.problem === 'too-long' ? 'line.tooLong' : 'line.notUtf8'));
  const given = parseObject(line.text);
  if (given === null) return fail(translate('batch.notAnObject'));
  const id = idSchema.safeParse(given.id);
  if (!id.success) return fail(translate('batch.noId'));
  const text = given[field];
  if (typeof text !== 'string') return { id: id.data, error: translate('batch.noField', { field }) };
  const today = { now: context.now(), zone: context.zone };
  const parsed: ParsedOptions = parseNamedOptions(command, { ...named, [field]: text }, today);
  if (!parsed.ok)
    return { id: id.data, error: say([describeOptionProblem(parsed.problem, command, context)], language) };
  const reply = await answerParsed(command, parsed, {
    commands: [command],
    context,
    onError: run.dependencies.onError,
  });
  if (reply.failure !== undefined) {
    const notices = reply.blocks.filter((block) => block.kind === 'notice');
    return {
      id: id.data,
      error: say(notices, language),
    };
  }
  return { id: id.data, ...lineSchema.parse(reply.data) };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    return lineSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function say(notices: readonly NoticeBlock[], language: ReaderLanguage): string {
  return joinSentences(
    notices.flatMap(({ text, remedy }) => [text, remedy ?? '']),
    language,
  );
}
