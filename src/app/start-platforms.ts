import { createTranslator } from '../commands/create-translator.ts';
import { guessTerminalLanguage } from '../commands/guess-language.ts';
import { storeRemedy } from '../commands/run-command.ts';
import { describeProblems, type EnvironmentReading } from '../config/read-environment.ts';
import { ConfigurationError } from '../core/ports/configuration-error.ts';
import { StoreError } from '../core/ports/store.ts';
import { runChatPlatforms } from './run-chat-platforms.ts';
import { runTerminal } from './run-terminal.ts';

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
  const language = guessTerminalLanguage(variables);
  const translate = createTranslator(language);
  try {
    const { TELEGRAM_BOT_TOKEN: telegram, DISCORD_BOT_TOKEN: discord } = environment;
    return telegram === undefined && discord === undefined
      ? await runTerminal(environment, variables, { language, translate })
      : await runChatPlatforms(environment);
  } catch (error) {
    if (error instanceof ConfigurationError) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    if (!(error instanceof StoreError)) throw error;
    const remedy = error.remedy === 'unknown' ? error.message : translate(storeRemedy(error));
    process.stderr.write(`${translate('failure.store')} ${remedy}\n`);
    return 1;
  }
}
