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
  'no-folder': 'sourceProblem.noFolder',
  'no-permission': 'sourceProblem.noPermission',
  'too-many-files': 'sourceProblem.tooManyFiles',
};

/** What is wrong with a source, in words for a person. */
export function describeSourceProblem(
  { kind, status, through }: Pick<SourceProblem, 'kind' | 'status' | 'through'>,
  { translate }: Pick<CommandContext, 'translate'>,
): string {
  if (kind !== 'status') return translate(MESSAGES[kind]);
  const message = through === 'rsshub' ? messageOfRsshub(status ?? 0) : messageOfStatus(status ?? 0);
  return translate(message, { status: status ?? 0 });
}

/** What can be done about it, where something beside waiting can. */
export function findProblemRemedy(
  { kind, status, through }: Pick<SourceProblem, 'kind' | 'status' | 'through'>,
  { translate, runsProgram, isOwner }: Pick<CommandContext, 'translate' | 'runsProgram' | 'isOwner'>,
): string | null {
  if (through === 'rsshub' && (runsProgram === true || isOwner === true)) {
    if (kind === 'refused-address') return translate('sourceProblem.allowRsshub');
    return status === 404 || kind === 'unreadable' ? null : translate('sourceProblem.ownRsshub');
  }
  return kind === 'refused-address' && runsProgram === true ? translate('sourceProblem.allowNetwork') : null;
}

/** What an instance of RSSHub means by a status: it answers 503 also where the site behind it does not answer. */
function messageOfRsshub(status: number): MessageKey {
  if (status === 404) return 'sourceProblem.rsshubRoute';
  return status >= 500 ? 'sourceProblem.rsshubFault' : 'sourceProblem.rsshubRefused';
}

function messageOfStatus(status: number): MessageKey {
  if (status === 404) return 'sourceProblem.notFound';
  if (status === 410) return 'sourceProblem.gone';
  if (status === 401 || status === 402 || status === 403 || status === 451) return 'sourceProblem.forbidden';
  if (status === 429) return 'sourceProblem.tooMany';
  return status >= 500 ? 'sourceProblem.siteFault' : 'sourceProblem.status';
}
