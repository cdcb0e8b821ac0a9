import { writeFileSync } from 'node:fs';
import { listJsonSchemas } from './output-schemas.ts';

// Writes docs/schemas anew: `node src/command-line/write-schemas.ts`, then `npm run format`.
for (const [name, schema] of listJsonSchemas()) {
  const file = new URL(`../../docs/schemas/${name}.schema.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
}
