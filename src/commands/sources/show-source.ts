import type { Block } from '../../core/blocks/blocks.ts';
import { buttons, facts, heading, list, notice } from '../../core/blocks/build-blocks.ts';
import { nameOfFolder, pathOfFolder } from '../../core/sources/folder-address.ts';
import type {
  IntervalBounds,
  PollReason,
  PushState,
  Source,
  SourceState,
} from '../../core/sources/source.ts';
import type { SourceAdded } from '../../core/sources/source-services.ts';
import type { CommandContext, Reply } from '../command.ts';
import type { MessageKey } from '../create-translator.ts';
import { formatPublished } from '../format-time.ts';
import { describeSlot } from '../schedule/describe-schedule.ts';
import { shorten } from '../shorten.ts';
import { articleButton } from '../show-sources.ts';
import { describeSourceProblem, findProblemRemedy } from './describe-source-problem.ts';
import { describeSpan } from './spans.ts';

export type Reader = Pick<
  CommandContext,
  'translate' | 'language' | 'zone' | 'runsProgram' | 'isOwner' | 'writeCommand'
>;

const STATES: Record<SourceState, MessageKey> = {
  active: 'sources.active',
  paused: 'sources.isPaused',
  failing: 'sources.isFailing',
  gone: 'sources.isGone',
};
const REASONS: Record<PollReason, MessageKey> = {
  pace: 'sources.nextPace',
  server: 'sources.nextServer',
  owner: 'sources.nextOwner',
  failure: 'sources.nextFailure',
};

const PUSHES: Record<Exclude<PushState, 'held'>, MessageKey> = {
  asked: 'sources.pushAsked',
  denied: 'sources.pushDenied',
  failed: 'sources.pushFailed',
};

export function nameOfSource(
  { title, url }: Pick<Source, 'title' | 'url'>,
  reader: Pick<Reader, 'runsProgram'>,
): string {
  return title === null || title.trim() === '' ? showUrl(url, reader) : shorten(title);
}

/** Keys that stand in a feed's address, and folders of the machine, are nothing for a chat, which others read too. */
function showUrl(url: string, { runsProgram }: Pick<Reader, 'runsProgram'>): string {
  if (url.startsWith('file:')) return runsProgram === true ? pathOfFolder(url) : nameOfFolder(url);
  return runsProgram === true ? url : url.replace(/\?.*$/s, '?…');
}

/** Sources, a line each, with what is wrong. */
export function showSourceList(found: readonly Source[], more: number, reader: Reader): Block[] {
  const { translate, writeCommand } = reader;
  if (found.length === 0)
    return [
      notice(
        'info',
        translate('sources.none'),
        translate('sources.howToAdd', { command: writeCommand('sources') }),
      ),
    ];
  return [
    heading(translate('sources.title')),
    list(
      found.map((source) => ({
        text: `${source.id} · ${nameOfSource(source, reader)}`,
        detail: describeState(source, reader),
      })),
    ),
    ...(more > 0 ? [notice('info', translate('sources.more', { count: more }))] : []),
  ];
}

/** All there is to know of a source. */
export function showSource(source: Source, reader: Reader): Block[] {
  const { translate, language, zone } = reader;
  const timeOf = (at: number | null): string | null =>
    at === null ? null : describeSlot({ at }, zone, language);
  const { problem, nextAt } = source;
  const remedy = problem === null ? null : findProblemRemedy(problem, reader);
  return [
    heading(nameOfSource(source, reader)),
    facts([
      { label: translate('fact.id'), value: source.id },
      { label: translate('sources.address'), value: showUrl(source.url, reader) },
      { label: translate('fact.language'), value: source.language },
      { label: translate('sources.selector'), value: source.selector },
      { label: translate('sources.state'), value: translate(STATES[source.state]) },
      {
        label: translate('sources.lastSuccess'),
        value: timeOf(source.succeededAt) ?? translate('sources.never'),
      },
      { label: translate('sources.lastNews'), value: timeOf(source.newsAt) },
      {
        label: translate('sources.problem'),
        value: problem === null ? null : describeSourceProblem(problem, reader),
      },
      {
        label: translate('sources.next'),
        value: nextAt === null ? null : translate(nextOf(source), { when: timeOf(nextAt) ?? '' }),
      },
      { label: translate('sources.push'), value: describePush(source, reader) },
      { label: translate('sources.bounds'), value: describeBounds(source.bounds, reader) },
      {
        label: translate('sources.fullText'),
        value:
          source.kind !== 'feed'
            ? null
            : translate(source.fullText ? 'sources.fullTextOn' : 'sources.fullTextOff'),
      },
      { label: translate('sources.addedAt'), value: timeOf(source.addedAt) },
    ]),
    ...(remedy === null ? [] : [notice('info', remedy)]),
  ];
}

/** What was found at an address that was to be added, or what is wrong with it. */
export function showAdded(added: SourceAdded, address: string, reader: Reader): Reply {
  const { translate } = reader;
  const { kind } = added;
  if (kind === 'known')
    return {
      blocks: [notice('info', translate('sources.known', { title: nameOfSource(added.source, reader) }))],
      data: { source: added.source, added: false },
    };
  if (kind === 'article')
    return {
      blocks: [
        notice(
          'info',
          translate('sources.article', { title: shorten(added.title) }),
          translate('sources.articleAlone'),
        ),
        buttons(articleButton(reader, added.id)),
      ],
      data: { source: null, added: false, article: added.id },
    };
  if (kind === 'folder-refused')
    return { blocks: [notice('error', translate('sources.folderRefused'))], failure: 'not-added' };
  if (kind === 'bad-selector')
    return { blocks: [notice('error', translate('sources.badSelector'))], failure: 'bad-options' };
  if (kind === 'no-feed' || kind === 'failed') {
    const reason =
      kind === 'failed' ? describeSourceProblem(added.problem, reader) : translate('sources.noFeed');
    const remedy =
      kind === 'failed' ? findProblemRemedy(added.problem, reader) : translate('sources.noFeedRemedy');
    const refused = translate('sources.notAdded', { address: shorten(address, 200) });
    return { blocks: [notice('error', `${refused} ${reason}`, remedy)], failure: 'not-added' };
  }
  const { source, newest, taken, others, waiting = 0 } = added;
  return {
    blocks: [
      notice(
        'info',
        translate('sources.added', { title: nameOfSource(source, reader) }),
        translate('sources.taken', { count: taken }),
      ),
      ...(waiting > 0 ? [notice('info', translate('sources.waiting', { count: waiting }))] : []),
      list(
        newest.map(({ title, publishedAt }) => ({
          text: shorten(title, 120),
          detail: formatPublished(publishedAt, reader),
        })),
      ),
      ...(source.kind === 'page' ? [notice('info', translate('sources.addedPage'))] : []),
      ...showSource(source, reader).slice(1),
      ...(others.length === 0
        ? []
        : [
            notice('info', translate('sources.others')),
            list(others.map(({ url, title }) => ({ text: url, detail: title }))),
          ]),
    ],
    data: { source, added: true, newest, taken, others, ...(waiting > 0 ? { waiting } : {}) },
  };
}

/** Whether a source is read, and what is wrong. */
export function describeState({ state, problem, failures }: Source, reader: Reader): string {
  const named = reader.translate(STATES[state]);
  return problem === null
    ? named
    : reader.translate('sources.problemOf', {
        ...{ state: named, count: failures },
        problem: describeSourceProblem(problem, reader),
      });
}

/** Whether a hub tells of what is new; null where none offers to. */
function describePush({ push, hints, kind }: Source, { translate, language, zone }: Reader): string | null {
  const address = push?.hub ?? (kind === 'feed' ? hints.hub?.url : undefined);
  if (address === undefined) return null;
  // The rest of an address may be a key.
  const hub = shorten(URL.parse(address)?.host ?? '');
  if (push === null) return translate('sources.pushOffered', { hub });
  if (push.state !== 'held') return translate(PUSHES[push.state], { hub });
  const timeOf = (at: number | null): string => (at === null ? '' : describeSlot({ at }, zone, language));
  const until = timeOf(push.until);
  return push.pushedAt === null
    ? translate('sources.pushPromised', { hub, until })
    : translate('sources.pushHeld', { hub, until, last: timeOf(push.pushedAt) });
}

function nextOf({ kind, push, nextReason }: Source): MessageKey {
  if (kind === 'folder' && nextReason === 'pace') return 'sources.nextLook';
  return push?.state === 'held' && nextReason === 'pace' ? 'sources.nextPushed' : REASONS[nextReason];
}

function describeBounds(
  { shortest, longest }: IntervalBounds,
  { translate, language }: Pick<Reader, 'translate' | 'language'>,
): string | null {
  const parts = [
    ...(shortest === null ? [] : [translate('sources.atLeast', { span: describeSpan(shortest, language) })]),
    ...(longest === null ? [] : [translate('sources.atMost', { span: describeSpan(longest, language) })]),
  ];
  return parts.length === 0 ? null : parts.join(translate('list.clause'));
}
