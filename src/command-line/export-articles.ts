import type { Run } from './create-command-line.ts';
import { writeExportLine } from './export-line.ts';
import { withServices } from './with-services.ts';

/** Every article on stdout, one a line, as `import` and `ingest` take them. */
export async function exportArticles(run: Run): Promise<void> {
  await withServices(run, { json: false }, async ({ owner }) => {
    for await (const article of owner.exportArticles()) {
      if (run.closed.aborted) return;
      await run.write(writeExportLine(article));
    }
  });
}
