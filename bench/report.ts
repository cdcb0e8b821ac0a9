/** What a bench says: printed as JSON and, by bench/run, as a table. */
export interface BenchReport {
  name: string;
  /** One row a case or system; columns are named by the keys, in the order of the first row. */
  rows: Record<string, string | number>[];
  /** The figures that the bench exists for. */
  summary: Record<string, number | string>;
  /** What could not be measured, one sentence each (a data folder that is not there). */
  skipped: string[];
}
