import { createSupportsHyperlinks } from 'supports-hyperlinks';

export interface Capabilities {
  colours: boolean;
  hyperlinks: boolean;
  /** Columns now; infinite where nobody sees lines (a file, a pipe). */
  columns(): number;
}

/** An output as far as it matters how it is written to. */
export interface TerminalOutput {
  isTTY?: boolean;
  columns?: number;
}

const USUAL_COLUMNS = 80;
const FEWEST_COLUMNS = 20;

/**
 * What an output can show. FORCE_COLOR (any value but 0 and false) goes before NO_COLOR (any value; no-color.org), as in
 * Node itself; without either, colours are for terminals that are not dumb.
 */
export function findCapabilities(
  output: TerminalOutput,
  environment: Record<string, string | undefined>,
): Capabilities {
  const terminal = output.isTTY === true;
  return {
    colours: wantsColours(terminal, environment),
    hyperlinks: terminal && environment.TERM !== 'dumb' && createSupportsHyperlinks({ isTTY: terminal }),
    columns: () =>
      terminal ? Math.max(output.columns || USUAL_COLUMNS, FEWEST_COLUMNS) : Number.POSITIVE_INFINITY,
  };
}

function wantsColours(
  terminal: boolean,
  { FORCE_COLOR, NO_COLOR, TERM }: Record<string, string | undefined>,
): boolean {
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  return terminal && TERM !== 'dumb';
}
