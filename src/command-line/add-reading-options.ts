import { InvalidArgumentError, type Command as Program } from 'commander';
import type { Translate } from '../commands/create-translator.ts';
import { readerLanguages } from '../commands/create-translator.ts';
import { findNearestWord } from '../commands/nearest-word.ts';
import { isTimeZone } from '../core/digest/is-time-zone.ts';
import { toReaderLanguage } from './find-reading-language.ts';

/** What may stand before or after a command's name. */
export interface ReadingOptions {
  json?: boolean;
  language?: string;
  zone?: string;
}

/** `--json`, `--language` and `--zone`. */
export function addReadingOptions(program: Program, translate: Translate): Program {
  return program
    .option('--json', translate('cli.json'))
    .option('--language <language>', translate('cli.language'), (value) => {
      if (toReaderLanguage(value) !== null) return value;
      const nearest = findNearestWord(value, readerLanguages);
      throw new InvalidArgumentError(
        nearest === null
          ? translate('hint.choices', { choices: readerLanguages.join(translate('list.comma')) })
          : translate('hint.didYouMean', { nearest }),
      );
    })
    .option('--zone <zone>', translate('cli.zone'), (value) => {
      if (isTimeZone(value)) return value;
      throw new InvalidArgumentError(translate('hint.zones'));
    });
}
