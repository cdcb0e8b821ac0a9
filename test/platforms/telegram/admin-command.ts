import { type Command, defineCommand } from '../../../src/commands/command.ts';
import { commands } from '../../../src/commands/command-list.ts';
import { notice } from '../../../src/core/blocks/build-blocks.ts';

/** The commands with one that only admins may give: topics, which says `done as an admin`. */
export const withAdminCommand: readonly Command[] = [
  ...commands.filter(({ name }) => name !== 'topics'),
  defineCommand({
    name: 'topics',
    aliases: [],
    localName: 'command.topics.name',
    summary: 'command.topics.summary',
    description: 'command.topics.description',
    examples: null,
    audience: 'chat-admins',
    options: [],
    run: async () => ({ blocks: [notice('info', 'done as an admin')] }),
  }),
];
