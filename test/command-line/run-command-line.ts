import { PassThrough } from 'node:stream';
import {
  type CommandLineDependencies,
  createCommandLine,
} from '../../src/command-line/create-command-line.ts';
import { commands } from '../../src/commands/command-list.ts';
import type { OwnerServices, Services } from '../../src/commands/services.ts';
import { createFakeOwnerServices, createFakeServices } from '../fakes/fake-services.ts';

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
  errors: unknown[];
  /** How often services were opened and closed. */
  opened: number;
  closed: number;
}

/** Runs the command line over fake services, in English unless the environment says another. */
export async function runCommandLine(
  argv: readonly string[],
  {
    services = createFakeServices(),
    owner = createFakeOwnerServices(),
    stdin = '',
    ...rest
  }: {
    services?: Services;
    owner?: OwnerServices;
    stdin?: string | Uint8Array;
  } & Partial<CommandLineDependencies> = {},
): Promise<Ran> {
  const input = new PassThrough();
  input.end(stdin);
  const output = new PassThrough();
  const error = new PassThrough();
  const ran: Ran = { code: -1, stdout: '', stderr: '', errors: [], opened: 0, closed: 0 };
  output.on('data', (chunk: Buffer) => {
    ran.stdout += chunk.toString();
  });
  error.on('data', (chunk: Buffer) => {
    ran.stderr += chunk.toString();
  });
  ran.code = await createCommandLine({
    program: 'jianbao',
    version: '1.2.3',
    commands,
    openServices: async () => {
      ran.opened += 1;
      return {
        services,
        owner,
        close: async () => {
          ran.closed += 1;
        },
      };
    },
    diagnose: async () => [],
    startPlatforms: async () => 0,
    zone: 'Asia/Shanghai',
    now: () => Date.parse('2026-11-23T09:00:00Z'),
    input,
    output,
    error,
    environment: { LANG: 'en_GB.UTF-8' },
    onError: (cause) => ran.errors.push(cause),
    ...rest,
  }).run(argv);
  return ran;
}
