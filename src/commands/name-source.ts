import type { CommandContext } from './command.ts';

/**
 * Where an article came from, a path or an address. Members of a chat see the file's name or the host: folders of the machine,
 * and keys that stand in a feed's address, are nothing for them.
 */
export function nameSource(source: string, { runsProgram }: Pick<CommandContext, 'runsProgram'>): string {
  if (runsProgram) return source;
  if (/^https?:/i.test(source)) return URL.parse(source)?.host ?? '…';
  return source.split(/[/\\]/).findLast((part) => part !== '') ?? source;
}
