import type { Migration } from '../../migrate.ts';

/** What ended long ago is found without what has not ended, however much of that there is. */
export const deliveriesEnded: Migration = {
  version: 6,
  name: 'deliveries-ended',
  sql: 'CREATE INDEX deliveries_ended ON deliveries (ended_at) WHERE ended_at IS NOT NULL;',
};
