import { articleCommand } from './article.ts';
import { askCommand } from './ask.ts';
import type { Command } from './command.ts';
import { digestCommand } from './digest.ts';
import { createHelpCommand } from './help.ts';
import { latestCommand } from './latest.ts';
import { searchCommand } from './search.ts';
import { settingsCommand } from './settings.ts';
import { sourcesCommand } from './sources.ts';
import { startCommand } from './start.ts';
import { statusCommand } from './status.ts';
import { subscribeCommand } from './subscribe.ts';
import { topicsCommand } from './topics.ts';
import { unsubscribeCommand } from './unsubscribe.ts';
import { whyCommand } from './why.ts';

/** The commands that there are, in the order in which help shows them; menus, completion and the command line derive from it. */
export const commands: readonly Command[] = [
  startCommand,
  createHelpCommand(() => commands),
  latestCommand,
  digestCommand,
  askCommand,
  searchCommand,
  topicsCommand,
  articleCommand,
  subscribeCommand,
  unsubscribeCommand,
  settingsCommand,
  whyCommand,
  statusCommand,
  sourcesCommand,
];
