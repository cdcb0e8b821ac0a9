import type { Button } from '../core/blocks/blocks.ts';
import { buttons, notice } from '../core/blocks/build-blocks.ts';
import type { Source } from '../core/sources/source.ts';
import { type CommandContext, defineCommand, type Reply } from './command.ts';
import type { MessageKey } from './create-translator.ts';
import { shorten } from './shorten.ts';
import { nameOfSource, showAdded, showSource, showSourceList, showUnread } from './sources/show-source.ts';

const ACTIONS = ['list', 'add', 'show', 'pause', 'resume', 'remove'] as const;
type SourceAction = (typeof ACTIONS)[number];
const NAMES = {
  list: 'choice.list',
  add: 'choice.add',
  show: 'choice.show',
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
  ['停', 'pause'],
  ['继续', 'resume'],
  ['删除', 'remove'],
  ['delete', 'remove'],
  ['info', 'show'],
]);

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
  ],
  async run(context, { action, source: given }) {
    const which = given?.trim() ?? '';
    // An address alone is to be added, anything else that is named is to be shown.
    const asked = action ?? (which === '' ? 'list' : /^(?:https?|rsshub):\/\//i.test(which) ? 'add' : 'show');
    if (asked === 'list') return listSources(context);
    if (which === '') return refuse(context.translate('sources.which'), 'bad-options');
    return asked === 'add' ? addSource(context, which) : changeSource(context, asked, which);
  },
});

async function listSources(context: CommandContext): Promise<Reply> {
  const sources = await context.services.sources();
  const { sources: count } = await context.services.countSources();
  const found = await sources.list({ offset: 0, limit: MOST_SHOWN });
  return { blocks: showSourceList(found, Math.max(0, count - found.length), context) };
}

async function addSource(context: CommandContext, address: string): Promise<Reply> {
  const { services, target, signal, runsProgram } = context;
  const added = await (await services.sources()).add(address, {
    by: target === null ? 'command-line' : `${target.platform}:${target.chat}`,
    bounds: NO_BOUNDS,
    // A message in a chat reads no files of the machine.
    takesFolders: runsProgram === true,
    ...(signal === undefined ? {} : { signal }),
  });
  return showAdded(added, address, context);
}

async function changeSource(context: CommandContext, action: string, which: string): Promise<Reply> {
  const { services, translate } = context;
  const sources = await services.sources();
  const source = await sources.find(which);
  if (source === 'not-found')
    return refuse(translate('sources.notFound', { which: shorten(which) }), 'not-found');
  if (source === 'ambiguous')
    return refuse(translate('sources.ambiguous', { which: shorten(which) }), 'ambiguous');
  if (action !== 'pause' && action !== 'resume' && action !== 'remove')
    return {
      blocks: [
        ...showSource(source, context),
        ...showUnread(await sources.listUnread(source.id), context),
        buttons(...offerChanges(source, context)),
      ],
    };
  await sources[action](source.id);
  return { blocks: [notice('info', translate(SAID[action], { title: nameOfSource(source, context) }))] };
}

function offerChanges({ id, state }: Source, { translate }: Pick<CommandContext, 'translate'>): Button[] {
  const offered =
    state === 'active' || state === 'failing'
      ? (['pause', 'remove'] as const)
      : (['resume', 'remove'] as const);
  return offered.map((action) => ({
    label: translate(NAMES[action]),
    action: { command: 'sources', options: { action, source: id } },
  }));
}

function refuse(words: string, failure: NonNullable<Reply['failure']>): Reply {
  return { blocks: [notice('error', words)], failure };
}
