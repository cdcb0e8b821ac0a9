import type { Button } from '../core/blocks/blocks.ts';
import { buttons, notice } from '../core/blocks/build-blocks.ts';
import type { Source } from '../core/sources/source.ts';
import { type CommandContext, defineCommand, type Reply } from './command.ts';
import type { MessageKey } from './create-translator.ts';
import { shorten } from './shorten.ts';
import { changeSource, isUnchanged, readBounds, type SourceWishes } from './sources/change-source.ts';
import { nameOfSource, showAdded, showSource, showSourceList } from './sources/show-source.ts';
import { showUnreadFiles } from './sources/show-unread-files.ts';

const ACTIONS = ['list', 'add', 'show', 'change', 'pause', 'resume', 'remove'] as const;
type SourceAction = (typeof ACTIONS)[number];
const NAMES = {
  list: 'choice.list',
  add: 'choice.add',
  show: 'choice.show',
  change: 'choice.change',
  pause: 'choice.pause',
  resume: 'choice.resume',
  remove: 'choice.remove',
} as const satisfies Record<SourceAction, MessageKey>;
const SAID = {
  pause: 'sources.paused',
  resume: 'sources.resumed',
  remove: 'sources.removed',
} as const satisfies Partial<Record<SourceAction, MessageKey>>;
/** Folded (fold.ts). */
const OTHER_NAMES: ReadonlyMap<string, SourceAction> = new Map([
  ['列表', 'list'],
  ['新增', 'add'],
  ['加', 'add'],
  ['看', 'show'],
  ['显示', 'show'],
  ['改', 'change'],
  ['设置', 'change'],
  ['set', 'change'],
  ['停', 'pause'],
  ['继续', 'resume'],
  ['删除', 'remove'],
  ['delete', 'remove'],
  ['info', 'show'],
]);

const FULL_TEXT = ['on', 'off'] as const;
/** Lists are files, which are read and written where the program runs. */
const LIST_WORDS = /^(?:import|export|opml|导入|導入|匯入|导出|導出|匯出)$/i;

/** As many sources as one message has room for. */
const MOST_SHOWN = 30;
const NO_BOUNDS = { shortest: null, longest: null };

export const sourcesCommand = defineCommand({
  name: 'sources',
  aliases: ['来源', '來源', '订阅源', 'feeds'],
  localName: 'command.sources.name',
  summary: 'command.sources.summary',
  description: 'command.sources.description',
  examples: 'command.sources.examples',
  audience: 'owner',
  isForAsker: true,
  options: [
    {
      name: 'action',
      kind: 'choice',
      required: false,
      choices: () => ACTIONS,
      nameChoice: (choice, translate) => {
        const action = ACTIONS.find((each) => each === choice);
        return action === undefined ? choice : translate(NAMES[action]);
      },
      otherNames: OTHER_NAMES,
      summary: 'option.action',
    },
    { name: 'source', kind: 'text', required: false, summary: 'option.source' },
    { name: 'shortest', kind: 'text', required: false, summary: 'option.shortest' },
    { name: 'longest', kind: 'text', required: false, summary: 'option.longest' },
    {
      name: 'fulltext',
      kind: 'choice',
      required: false,
      choices: () => FULL_TEXT,
      nameChoice: (choice, translate) => translate(choice === 'on' ? 'choice.on' : 'choice.off'),
      summary: 'option.fullText',
    },
    { name: 'selector', kind: 'text', required: false, summary: 'option.selector' },
  ],
  async run(context, { action, source: given, shortest, longest, fulltext, selector }) {
    const which = given?.trim() ?? '';
    const wishes = { shortest, longest, selector, fullText: FULL_TEXT.find((state) => state === fulltext) };
    if (action === undefined && LIST_WORDS.test(which))
      return { blocks: [notice('info', context.translate('sources.listsElsewhere'))] };
    // An address alone is to be added, anything else that is named is to be shown.
    const alone: SourceAction = isUnchanged(wishes) ? 'show' : 'change';
    const asked: SourceAction =
      ACTIONS.find((each) => each === action) ??
      (which === '' ? 'list' : /^(?:https?|rsshub):\/\//i.test(which) ? 'add' : alone);
    if (asked === 'list') return listSources(context);
    if (which === '') return refuse(context.translate('sources.which'), 'bad-options');
    return asked === 'add' ? addSource(context, which, wishes) : actOnSource(context, asked, which, wishes);
  },
});

async function listSources(context: CommandContext): Promise<Reply> {
  const sources = await context.services.sources();
  const { sources: count } = await context.services.countSources();
  const found = await sources.list({ offset: 0, limit: MOST_SHOWN });
  return { blocks: showSourceList(found, Math.max(0, count - found.length), context) };
}

async function addSource(context: CommandContext, address: string, wishes: SourceWishes): Promise<Reply> {
  const { services, target, signal, runsProgram } = context;
  const bounds = readBounds(wishes, NO_BOUNDS, context);
  if ('blocks' in bounds) return bounds;
  const added = await (await services.sources()).add(address, {
    by: target === null ? 'command-line' : `${target.platform}:${target.chat}`,
    bounds,
    ...(wishes.selector === undefined ? {} : { selector: wishes.selector }),
    // A message in a chat reads no files of the machine.
    takesFolders: runsProgram === true,
    ...(signal === undefined ? {} : { signal }),
  });
  return showAdded(added, address, context);
}

async function actOnSource(
  context: CommandContext,
  action: SourceAction,
  which: string,
  wishes: SourceWishes,
): Promise<Reply> {
  const { services, translate } = context;
  const sources = await services.sources();
  const source = await sources.find(which);
  if (source === 'not-found')
    return refuse(translate('sources.notFound', { which: shorten(which) }), 'not-found');
  if (source === 'ambiguous')
    return refuse(translate('sources.ambiguous', { which: shorten(which) }), 'ambiguous');
  if (action === 'change') return changeSource(source, wishes, { ...context, sources });
  if (action !== 'pause' && action !== 'resume' && action !== 'remove')
    return {
      blocks: [
        ...showSource(source, context),
        ...showUnreadFiles(await sources.listUnread(source.id), context),
        buttons(...offerChanges(source, context)),
      ],
    };
  await sources[action](source.id);
  return { blocks: [notice('info', translate(SAID[action], { title: nameOfSource(source, context) }))] };
}

function offerChanges(
  { id, state, kind, fullText }: Source,
  { translate }: Pick<CommandContext, 'translate'>,
): Button[] {
  const offered =
    state === 'active' || state === 'failing'
      ? (['pause', 'remove'] as const)
      : (['resume', 'remove'] as const);
  const act = (label: MessageKey, options: Record<string, string>): Button => ({
    label: translate(label),
    action: { command: 'sources', options: { ...options, source: id } },
  });
  return [
    ...offered.map((action) => act(NAMES[action], { action })),
    ...(kind === 'feed'
      ? [
          act(fullText ? 'sources.turnFullTextOff' : 'sources.turnFullTextOn', {
            ...{ action: 'change', fulltext: fullText ? 'off' : 'on' },
          }),
        ]
      : []),
  ];
}

function refuse(words: string, failure: NonNullable<Reply['failure']>): Reply {
  return { blocks: [notice('error', words)], failure };
}
