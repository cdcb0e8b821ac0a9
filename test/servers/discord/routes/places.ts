import { createChannel, hasBot, keepChannel } from '../create-world.ts';
import { createFormErrors } from '../messages/form-errors.ts';
import {
  missingAccess,
  Refusal,
  unknownApplication,
  unknownGuild,
  unknownMember,
  unknownUser,
} from '../refusal.ts';
import { channelJson, guildJson, memberJson, userJson } from '../world-json.ts';
import { findChannel } from './find-place.ts';
import { type Answer, bodyOf, param } from './route.ts';

/** GET /users/@me */
export const getSelf: Answer = (_call, { world }) => ({
  ...userJson(world.bot),
  verified: true,
  mfa_enabled: false,
  flags: 0,
});

/** GET /applications/@me and GET /oauth2/applications/@me */
export const getApplication: Answer = (_call, { world }) => ({
  id: world.applicationId,
  name: world.bot.username,
  icon: null,
  description: '',
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: '0'.repeat(64),
  flags: 1 << 23,
  bot: userJson(world.bot),
  team: null,
  approximate_guild_count: [...world.guilds.keys()].filter((id) => hasBot(world, id)).length,
});

/** GET /users/:user */
export const getUser: Answer = (call, { world }) => {
  const user = world.users.get(param(call, 'user'));
  return user === undefined ? unknownUser() : userJson(user);
};

/** POST /users/@me/channels: always the same channel with the same person. */
export const openDirectMessage: Answer = (call, { world }) => {
  const user = world.users.get(String(bodyOf(call).recipient_id));
  if (user === undefined || user.isBot) {
    const errors = createFormErrors();
    errors.add(['recipient_id'], 'INVALID_RECIPIENT', 'Invalid Recipient(s)');
    return errors.refusal();
  }
  const found = [...world.channels.values()].find(
    ({ type, recipients }) => type === 'dm' && recipients.includes(user.id),
  );
  const channel =
    found ?? createChannel({ id: world.ids.nextPlace(), type: 'dm', recipients: [world.bot.id, user.id] });
  keepChannel(world, channel);
  return channelJson(world, channel);
};

/** GET /channels/:channel */
export const getChannel: Answer = (call, { world }) => {
  const channel = findChannel(world, param(call, 'channel'));
  return channel instanceof Refusal ? channel : channelJson(world, channel);
};

/** GET /guilds/:guild */
export const getGuild: Answer = (call, { world }) => {
  const guild = world.guilds.get(param(call, 'guild'));
  if (guild === undefined) return unknownGuild();
  return hasBot(world, guild.id) ? guildJson(world, guild) : missingAccess();
};

/** GET /guilds/:guild/members/:user */
export const getMember: Answer = (call, { world }) => {
  const guild = world.guilds.get(param(call, 'guild'));
  if (guild === undefined) return unknownGuild();
  if (!hasBot(world, guild.id)) return missingAccess();
  const named = param(call, 'user');
  const userId = named === '@me' ? world.bot.id : named;
  return guild.members.has(userId) ? memberJson(world, guild, userId) : unknownMember();
};

/** GET /applications/:application/commands */
export const listCommands: Answer = (call, { world }) =>
  param(call, 'application') === world.applicationId ? world.commands : unknownApplication();
