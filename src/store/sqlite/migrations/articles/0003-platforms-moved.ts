import type { Migration } from '../../migrate.ts';

/** What the platforms keep has a file of its own (docs/adr/0007-two-files.md). */
export const platformsMoved: Migration = {
  version: 3,
  name: 'platforms-moved',
  sql: `
    DROP TABLE chats;
    DROP TABLE buttons;
    DROP TABLE exchanges;
    DROP TABLE telegram_updates;
    DROP TABLE platform_notes;
  `,
};
