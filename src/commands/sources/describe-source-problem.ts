import type { SourceProblem, SourceProblemKind } from '../../core/sources/source-problem.ts';
import type { CommandContext } from '../command.ts';
import type { MessageKey } from '../create-translator.ts';

const MESSAGES: Record<Exclude<SourceProblemKind, 'status'>, MessageKey> = {
  'bad-address': 'sourceProblem.badAddress',
  'refused-address': 'sourceProblem.refusedAddress',
  dns: 'sourceProblem.dns',
  connection: 'sourceProblem.connection',
  tls: 'sourceProblem.tls',
  'time-out': 'sourceProblem.timeOut',
  'too-large': 'sourceProblem.tooLarge',
  'redirect-loop': 'sourceProblem.redirectLoop',
  'broken-answer': 'sourceProblem.brokenAnswer',
  robots: 'sourceProblem.robots',
  unreadable: 'sourceProblem.unreadable',
};

/** What is wrong with a source, in words for a person. */
export function describeSourceProblem(
  { kind, status }: Pick<SourceProblem, 'kind' | 'status'>,
  { translate }: Pick<CommandContext, 'translate'>,
): string {
  return kind === 'status'
    ? translate(messageOfStatus(status ?? 0), { status: status ?? 0 })
    : translate(MESSAGES[kind]);
}

/** What can be done about it, where something beside waiting can. */
export function findProblemRemedy(
  { kind }: Pick<SourceProblem, 'kind'>,
  { translate, runsProgram }: Pick<CommandContext, 'translate' | 'runsProgram'>,
): string | null {
  return kind === 'refused-address' && runsProgram === true ? translate('sourceProblem.allowNetwork') : null;
}

function messageOfStatus(status: number): MessageKey {
  if (status === 404) return 'sourceProblem.notFound';
  if (status === 410) return 'sourceProblem.gone';
  if (status === 401 || status === 402 || status === 403 || status === 451) return 'sourceProblem.forbidden';
  if (status === 429) return 'sourceProblem.tooMany';
  return status >= 500 ? 'sourceProblem.siteFault' : 'sourceProblem.status';
}
