import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type Environment, environmentSchema, findMissing } from './environment-schema.ts';

/** One variable that can't be used, and what would be right. Values are never in it: they may be secret. */
export interface EnvironmentProblem {
  name: string;
  remedy: string;
}

export type EnvironmentReading =
  | { ok: true; environment: Environment }
  | { ok: false; problems: EnvironmentProblem[] };

type Variables = Readonly<Record<string, string | undefined>>;

const NAMES = Object.keys(environmentSchema.shape);

/**
 * Checks the configuration, all of it at once. `variables` are those of the process; `envFile` is the text of `.env`
 * (null where there is none), whose values stand back behind the process's own. `NAME_FILE` gives the path of a file
 * that holds the value of NAME. An empty value is none.
 */
export function readEnvironment(
  variables: Variables,
  { envFile, readFile }: { envFile: string | null; readFile: (path: string) => string },
): EnvironmentReading {
  const written: Variables = envFile === null ? {} : parseEnv(envFile);
  const problems: EnvironmentProblem[] = Object.keys(written)
    .filter((name) => !NAMES.includes(name.replace(/_FILE$/, '')))
    .map((name) => ({ name, remedy: `is not a variable of jianbao${suggest(name)}; take it out of .env` }));

  const values: Record<string, string> = {};
  for (const name of NAMES) {
    const direct = pick(name, variables, written);
    const path = pick(`${name}_FILE`, variables, written);
    if (direct !== undefined && path !== undefined)
      problems.push({ name, remedy: `is given twice: keep ${name} or ${name}_FILE` });
    else if (direct !== undefined) values[name] = direct;
    else if (path !== undefined) {
      try {
        const value = readFile(path).trim();
        if (value !== '') values[name] = value;
      } catch {
        problems.push({ name: `${name}_FILE`, remedy: 'names a file that can not be read' });
      }
    }
  }

  const parsed = environmentSchema.safeParse(values);
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues)
      problems.push({ name: path.join('.'), remedy: message });
  if (parsed.success) problems.push(...findMissing(parsed.data));
  if (parsed.success && problems.length === 0) return { ok: true, environment: parsed.data };
  return { ok: false, problems };
}

/** Reads the process's own environment and `.env` in the working folder. The one place that touches `process.env`. */
export function readProcessEnvironment(): EnvironmentReading {
  let envFile: string | null = null;
  try {
    envFile = readFileSync('.env', 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      return { ok: false, problems: [{ name: '.env', remedy: 'is there but can not be read' }] };
  }
  return readEnvironment(process.env, { envFile, readFile: (path) => readFileSync(path, 'utf8') });
}

/** The problems as a person reads them, a line each. */
export function describeProblems(problems: readonly EnvironmentProblem[]): string {
  const lines = problems.map(({ name, remedy }) => `  ${name} ${remedy}`);
  return [
    'The configuration can not be used; nothing was started:',
    ...lines,
    'Every variable is explained in .env.example.',
  ].join('\n');
}

function pick(name: string, ...places: Variables[]): string | undefined {
  return places.map((place) => place[name]).find((value) => value !== undefined && value !== '');
}

function suggest(name: string): string {
  const near = NAMES.find(
    (known) => known.replaceAll('_', '') === name.toUpperCase().replaceAll(/[_-]/g, ''),
  );
  return near === undefined ? '' : ` (meant is ${near})`;
}
