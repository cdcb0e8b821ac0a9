import type { Channel, World } from '../create-world.ts';
import type { Json, Pings } from '../discord-server.ts';
import { has, permissionsIn } from '../permissions.ts';
import type { Refusal } from '../refusal.ts';
import { createFormErrors, isJson } from './form-errors.ts';

export interface AllowedMentions {
  parse: string[];
  users: string[];
  roles: string[];
  repliedUser: boolean;
}

const KINDS = ['users', 'roles', 'everyone'];
/** https://docs.discord.com/developers/resources/message#allowed-mentions-object */
const MOST_IDS = 100;

/** What a message may ping when it does not say; interactions' own messages ping users only. */
export function defaultMentions(isInteraction: boolean): AllowedMentions {
  return { parse: isInteraction ? ['users'] : KINDS, users: [], roles: [], repliedUser: true };
}

export function readAllowedMentions(value: unknown): AllowedMentions | Refusal | null {
  if (value === undefined || value === null) return null;
  const errors = createFormErrors();
  const path = ['allowed_mentions'];
  const given: Json = isJson(value) ? value : {};
  if (!isJson(value)) errors.add(path, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
  const list = (name: string): string[] => {
    const ids = given[name] ?? [];
    if (!Array.isArray(ids)) {
      errors.add([...path, name], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return [];
    }
    return ids.map(String);
  };
  const parse = list('parse');
  parse.forEach((kind, index) => {
    if (!KINDS.includes(kind)) errors.choices([...path, 'parse', index], KINDS);
  });
  const users = list('users');
  const roles = list('roles');
  for (const [name, ids] of Object.entries({ users, roles })) {
    if (ids.length > MOST_IDS) errors.tooLong([...path, name], MOST_IDS);
    if (ids.length > 0 && parse.includes(name)) {
      errors.add(
        path,
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${name}"] and ${name}: [ids...] are mutually exclusive.`,
      );
    }
  }
  return errors.refusal() ?? { parse, users, roles, repliedUser: given.replied_user === true };
}

/** The text in which Discord looks for mentions: what is sent as code calls nobody. */
function outsideCode(text: string): string {
  return text.replace(/```[\s\S]*?```|(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, ' ');
}

/** Whom a text in this channel calls, as far as it is allowed to and its author may. */
export function findPings(
  world: World,
  channel: Channel,
  {
    texts,
    authorId,
    allowed,
    repliedUser,
  }: { texts: string[]; authorId: string; allowed: AllowedMentions; repliedUser: string | null },
): Pings {
  const text = texts.map(outsideCode).join('\n');
  const guild = world.guilds.get(channel.guildId ?? '');
  const mayAll = has(permissionsIn(world, channel, authorId), 'MentionEveryone');
  const idsIn = (pattern: RegExp): string[] => [
    ...new Set([...text.matchAll(pattern)].map(([, id]) => id ?? '')),
  ];
  const everyone = guild !== undefined && mayAll && allowed.parse.includes('everyone');
  return {
    everyone: everyone && text.includes('@everyone'),
    here: everyone && text.includes('@here'),
    users: idsIn(/<@!?(\d{17,20})>/g).filter(
      (id) => world.users.has(id) && (allowed.parse.includes('users') || allowed.users.includes(id)),
    ),
    roles: idsIn(/<@&(\d{17,20})>/g).filter((id) => {
      const role = guild?.roles.get(id);
      if (role === undefined || !(role.isMentionable || mayAll)) return false;
      return allowed.parse.includes('roles') || allowed.roles.includes(id);
    }),
    repliedUser: allowed.repliedUser && repliedUser !== authorId ? repliedUser : null,
  };
}

export function callsNobody(pings: Pings): boolean {
  const { everyone, here, users, roles, repliedUser } = pings;
  return !everyone && !here && users.length === 0 && roles.length === 0 && repliedUser === null;
}

/** Everybody whom either called. */
export function addPings(one: Pings, other: Pings): Pings {
  return {
    everyone: one.everyone || other.everyone,
    here: one.here || other.here,
    users: [...new Set([...one.users, ...other.users])],
    roles: [...new Set([...one.roles, ...other.roles])],
    repliedUser: one.repliedUser ?? other.repliedUser,
  };
}

export const NOBODY: Pings = { everyone: false, here: false, users: [], roles: [], repliedUser: null };
