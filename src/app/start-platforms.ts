import { createTranslator } from '../commands/create-translator.ts';
import { guessTerminalLanguage } from '../commands/guess-language.ts';
import { storeRemedy } from '../commands/run-command.ts';
import { describeProblems, type EnvironmentReading } from '../config/read-environment.ts';
import { StoreError } from '../core/ports/store.ts';
import { runTelegram } from './run-telegram.ts';
import { runTerminal } from './run-terminal.ts';

/** Platforms that a token would start and that this version does not have. */
const MISSING_PLATFORMS = ['DISCORD_BOT_TOKEN'] as const;

/**
 * The main job: everything that the configuration asks for, until it ends; the exit code. What can't be started says why
 * on stderr, in words for a person.
 */
export async function startPlatforms(
  reading: EnvironmentReading,
  variables: Record<string, string | undefined>,
): Promise<number> {
  if (!reading.ok) {
    process.stderr.write(`${describeProblems(reading.problems)}\n`);
    return 1;
  }
  const { environment } = reading;
  const missing = MISSING_PLATFORMS.filter((name) => environment[name] !== undefined);
  if (missing.length > 0) {
    const problems = missing.map((name) => ({
      name,
      remedy: 'is set, but this version does not serve Discord yet: take it out',
    }));
    process.stderr.write(`${describeProblems(problems)}\n`);
    return 1;
  }
  const language = guessTerminalLanguage(variables);
  const translate = createTranslator(language);
  try {
    return environment.TELEGRAM_BOT_TOKEN === undefined
      ? await runTerminal(environment, variables, { language, translate })
      : await runTelegram(environment, environment.TELEGRAM_BOT_TOKEN);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const remedy = error.remedy === 'unknown' ? error.message : translate(storeRemedy(error));
    process.stderr.write(`${translate('failure.store')} ${remedy}\n`);
    return 1;
  }
}
