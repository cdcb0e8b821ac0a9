import type { Block } from '../core/blocks/blocks.ts';
import type { Period } from '../core/digest/resolve-window.ts';
import type { Target } from '../core/ports/subscription-store.ts';
import { type ChatSettings, DEFAULT_SETTINGS } from '../core/subscriptions/chat-settings.ts';
import type { MessageKey, ReaderLanguage, Translate } from './create-translator.ts';
import type { TopicWishes } from './schedule/parse-topics.ts';
import type { Services } from './services.ts';

interface OptionBase {
  name: string;
  required: boolean;
  /** Everything that is typed after the command is its value. */
  rest?: boolean;
  /** Also a time of day, which Chinese joins to the command's name (取消订阅早上八点). */
  mayBeTime?: true;
  /** Set by buttons and `--name` only: not offered to people who type. */
  hidden?: boolean;
  summary: MessageKey;
}

export type CommandOption =
  | (OptionBase & {
      kind: 'text' | 'topic' | 'article' | 'period' | 'zone' | 'times' | 'weekdays' | 'topics';
    })
  | (OptionBase & { kind: 'integer'; minimum: number; maximum: number })
  | (OptionBase & {
      kind: 'choice';
      choices: () => readonly string[];
      /** What menus show for a choice, where it is not the choice itself; it may be typed too. */
      nameChoice?: (choice: string, translate: Translate) => string;
      /** What else is typed for a choice, folded (fold.ts). */
      otherNames?: ReadonlyMap<string, string>;
    });

/** What options of a kind are read as; all others as text. */
interface KindValues {
  integer: number;
  period: Period;
  /** Minutes of the day, ascending. */
  times: number[];
  /** Weekdays of ISO 8601, ascending; none is every day. */
  weekdays: number[];
  topics: TopicWishes;
}

type ValueOf<Option extends CommandOption> = Option['kind'] extends keyof KindValues
  ? KindValues[Option['kind']]
  : string;
/** A checked value of some option. */
export type OptionValue = string | KindValues[keyof KindValues];

/** The checked values of a command's options, by name. */
export type OptionValues<Options extends readonly CommandOption[]> = {
  [Option in Options[number] as Option['name']]:
    | ValueOf<Option>
    | (Option['required'] extends true ? never : undefined);
};

/** Values of options whose types the compiler no longer knows; they were checked by parse-options.ts. */
export type AnyOptionValues = Record<string, OptionValue | undefined>;

/** Who is asked, where and how they read. */
export interface CommandContext {
  services: Services;
  translate: Translate;
  language: ReaderLanguage;
  /** The chat's, else the default's; IANA name or offset. */
  zone: string;
  /** The chat (or its thread) in which it is asked; null on the command line. */
  target: Target | null;
  /** What that chat has set. */
  settings: ChatSettings;
  /** Epoch milliseconds. */
  now(): number;
  /** Who reads runs the program too, and can be told of its folders, its log and its command line. */
  runsProgram?: boolean;
  /** Who asks is one of those who run the bot (OWNER_IDS). */
  isOwner?: boolean;
  /** How a command is written where the reader is: `/latest` in a chat, `jianbao latest` in a shell. */
  writeCommand(name: string): string;
  signal?: AbortSignal;
  /** Who asks (`platform:id`); null or left out where that is not known. */
  person?: string | null;
  /** Takes what there is of the reply by now, where it takes its time: shown until the whole is there. */
  grow?(blocks: readonly Block[]): void;
}

/** The context of what is not asked in a chat. */
export const OUTSIDE_CHATS: Pick<CommandContext, 'target' | 'settings' | 'runsProgram'> = {
  target: null,
  settings: DEFAULT_SETTINGS,
  runsProgram: true,
};

/** What a command could not do, for exit codes and JSON. */
export type ReplyFailure =
  | 'not-found'
  | 'ambiguous'
  | 'unknown-command'
  | 'bad-options'
  | 'not-added'
  | 'store'
  | 'cancelled'
  | 'internal';

export interface Reply {
  blocks: Block[];
  /** The stable JSON of the command, where it has one. */
  data?: unknown;
  failure?: ReplyFailure;
}

export interface Command {
  name: string;
  /** Other words that people type for it, in the languages of the project; lower case. */
  aliases: readonly string[];
  /** What menus in a language call it: its name in English, in the others one of the aliases, for what a menu shows is typed too. */
  localName: MessageKey;
  summary: MessageKey;
  description: MessageKey;
  /** What follows the command in examples, a line each; absent where it takes nothing. */
  examples: MessageKey | null;
  audience: 'all' | 'chat-admins' | 'owner';
  /** What it sets is posted by the bot itself later on: it needs the right to do that. */
  isPostedLater?: true;
  /** Its reply is of use to whoever asked alone: a group need not see it, where the platform can do that. */
  isForAsker?: true;
  /** Each value follows its option's name, in any language (屏蔽 体育): no word is a topic because it is nothing else. */
  namesOptions?: true;
  /** Its name also begins questions (为什么 …): without a slash it is a command only before an id. */
  beginsQuestions?: true;
  options: readonly CommandOption[];
  run(context: CommandContext, options: AnyOptionValues): Promise<Reply>;
}

/** A command whose `run` sees its options with the types that they declare. */
export function defineCommand<const Options extends readonly CommandOption[]>(
  command: Omit<Command, 'options' | 'run'> & {
    options: Options;
    run(context: CommandContext, options: OptionValues<Options>): Promise<Reply>;
  },
): Command {
  const { run, ...rest } = command;
  // parse-options.ts gives each option a value of its declared kind; this is the one place where that is taken on trust.
  return { ...rest, run: (context, options) => run(context, options as OptionValues<Options>) };
}
