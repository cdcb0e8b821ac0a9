import { z } from 'zod';
import {
  articleOutputSchema,
  askOutputSchema,
  digestOutputSchema,
  ingestOutputSchema,
  latestOutputSchema,
  searchOutputSchema,
  statusOutputSchema,
  topicsOutputSchema,
} from '../core/model/output.ts';
import { deliveriesOutputSchema, subscriptionsOutputSchema } from './delivery-output.ts';
import { SOURCE_OUTPUT_SCHEMAS } from './source-output.ts';

const failuresSchema = z
  .array(z.object({ source: z.string(), reason: z.string(), detail: z.string().nullable() }))
  .optional();

/** What each command prints with `--json`. */
const OUTPUT_SCHEMAS = {
  ingest: ingestOutputSchema.extend({ failures: failuresSchema }),
  latest: latestOutputSchema,
  digest: digestOutputSchema,
  ask: askOutputSchema,
  search: searchOutputSchema,
  topics: topicsOutputSchema,
  article: articleOutputSchema,
  status: statusOutputSchema,
  subscriptions: subscriptionsOutputSchema,
  deliveries: deliveriesOutputSchema,
  ...SOURCE_OUTPUT_SCHEMAS,
};

/** The JSON schema (draft 2020-12) of each command's output, by the command's name. More fields may stand beside those named. */
export function listJsonSchemas(): Map<string, Record<string, unknown>> {
  return new Map(
    Object.entries(OUTPUT_SCHEMAS).map(([name, schema]) => {
      // As an input schema it does not forbid fields that are not named.
      const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
      return [name, { $schema, title: `What "${name.replace('-', ' ')} --json" prints`, ...rest }];
    }),
  );
}
