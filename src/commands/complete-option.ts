import type { ArticleReference } from '../core/model/output.ts';
import { toSingleLine } from '../core/text/strip-control-characters.ts';
import type { CommandContext, CommandOption } from './command.ts';
import { findOptionWords } from './find-option-words.ts';
import { formatPublished } from './format-time.ts';
import { namePeriod } from './name-period.ts';
import { parsePeriod } from './parse-period.ts';
import { completeTimes, completeWeekdays, completeZoneChoices } from './schedule/complete-schedule.ts';
import { describeWeekdays } from './schedule/describe-schedule.ts';
import { writeMinute } from './schedule/match-time.ts';
import { parseTimes, parseWeekdays } from './schedule/parse-schedule-parts.ts';
import { byId } from './show-sources.ts';

/** The limits of Discord's autocomplete: https://discord.com/developers/docs/interactions/receiving-and-responding */
const MOST_CHOICES = 25;
/** Characters of a label and of a value. */
const LONGEST = 100;
/** Characters of a publisher and of a time, so that a title has room beside them. */
const LONGEST_SOURCE = 30;
/** Ids that begin with what was typed, so that articles with it as a word find place too. */
const MOST_IDS = 10;

/** What a menu offers: it shows the label and sends the value. */
export interface OptionChoice {
  label: string;
  value: string;
}

type Completing = Pick<CommandContext, 'services' | 'translate' | 'language' | 'zone' | 'now'>;

/**
 * What a menu offers for an option while its value is typed: at most 25, labels and values of 1 to 100 characters each,
 * every value once; none for running text and numbers. Never rejects: where the services fail there is none, and
 * `onError` gets the cause for the log.
 */
export async function completeOption(
  option: CommandOption,
  typed: string,
  context: Completing,
  onError: (error: unknown) => void,
): Promise<OptionChoice[]> {
  const begun = typed.slice(0, LONGEST).toWellFormed().trim();
  try {
    const choices = new Map<string, OptionChoice>();
    for (const { label, value } of await findChoices(option, begun, context)) {
      const shown = cut(toSingleLine(label), LONGEST);
      // A value that was cut would be another value.
      if (shown === '' || value === '' || value.length > LONGEST || choices.has(value)) continue;
      choices.set(value, { label: shown, value });
    }
    return [...choices.values()].slice(0, MOST_CHOICES);
  } catch (error) {
    onError(error);
    return [];
  }
}

async function findChoices(
  option: CommandOption,
  begun: string,
  context: Completing,
): Promise<OptionChoice[]> {
  switch (option.kind) {
    case 'topic': {
      const topics = await findOptionWords(option, begun.replace(/^[#＃]\s*/u, ''), context);
      return topics.map((topic) => ({ label: topic, value: topic }));
    }
    case 'article':
      return findArticles(begun, await findOptionWords(option, begun, context), context);
    case 'period':
      return namePeriods([...(await findOptionWords(option, begun, context)), begun], context);
    case 'choice': {
      const wanted = begun.normalize('NFKC').toLowerCase().replace(/^\//u, '');
      const begins = (text: string): boolean => text.toLowerCase().startsWith(wanted);
      return option
        .choices()
        .map((value) => ({ label: option.nameChoice?.(value, context.translate) ?? value, value }))
        .filter(({ label, value }) => begins(value) || begins(label));
    }
    case 'zone':
      return completeZoneChoices(begun, { ...context, now: context.now(), most: MOST_CHOICES });
    case 'times':
      return completeTimes(begun).flatMap((value) => {
        const read = parseTimes(value);
        return read.ok
          ? [{ label: read.value.map(writeMinute).join(context.translate('list.comma')), value }]
          : [];
      });
    case 'weekdays':
      return completeWeekdays(begun, context.language).flatMap((value) => {
        const read = parseWeekdays(value);
        return read.ok ? [{ label: describeWeekdays(read.value, context.language), value }] : [];
      });
    case 'topics':
      return (await findOptionWords(option, begun, context)).map((words) => ({ label: words, value: words }));
    default:
      return [];
  }
}

/** Articles by the beginning of their id and by words; the newest where nothing is typed. */
async function findArticles(
  begun: string,
  ids: readonly string[],
  context: Completing,
): Promise<OptionChoice[]> {
  const { services } = context;
  const found = begun === '' ? null : await services.search(begun, { offset: 0, limit: MOST_CHOICES });
  const all = found === null ? ids : [...ids.slice(0, MOST_IDS), ...found.hits.map((hit) => hit.articleId)];
  const offered = [...new Set(all)].filter((id) => id.length <= LONGEST).slice(0, MOST_CHOICES);
  const references = byId(await services.references(offered));
  return offered.flatMap((id) => {
    const reference = references.get(id);
    return reference === undefined ? [] : [{ label: labelArticle(reference, context), value: id }];
  });
}

/** Title, publisher and time; the title gives way where they do not fit. */
function labelArticle(
  { id, title, publisher, publishedAt }: ArticleReference,
  { translate, language, zone }: Completing,
): string {
  const source = [publisher, formatPublished(publishedAt, { language, zone })]
    .map((part) => cut(toSingleLine(part ?? ''), LONGEST_SOURCE))
    .filter((part) => part !== '')
    .join(' · ');
  const name = toSingleLine(title) || id;
  if (source === '') return name;
  const room = LONGEST - translate('completion.article', { title: '', source }).length;
  return translate('completion.article', { title: cut(name, room), source });
}

/** Each with what it means today; of words that mean the same, the first. */
function namePeriods(
  words: readonly string[],
  { translate, language, zone, now }: Completing,
): OptionChoice[] {
  const named = new Map<string, OptionChoice>();
  for (const word of words) {
    const read = parsePeriod(word, { now: now(), zone });
    if (!read.ok) continue;
    const period = namePeriod(read.period, { translate, language });
    if (named.has(period)) continue;
    const label = word === period ? word : translate('completion.period', { word, period });
    named.set(period, { label, value: word });
  }
  return [...named.values()];
}

/** At most so many UTF-16 units, never half a surrogate pair. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
