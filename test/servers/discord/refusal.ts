import type { Json } from './discord-server.ts';

/** An answer of the API that refuses the call; a value, told from results by `instanceof`. */
export class Refusal {
  readonly status: number;
  /** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes */
  readonly code: number;
  readonly message: string;
  readonly errors: Json | undefined;

  constructor(status: number, code: number, message: string, errors?: Json) {
    this.status = status;
    this.code = code;
    this.message = message;
    this.errors = errors;
  }
}

const known = (status: number, code: number, message: string) => (): Refusal =>
  new Refusal(status, code, message);

export const notFound = known(404, 0, '404: Not Found');
export const methodNotAllowed = known(405, 0, '405: Method Not Allowed');
export const unauthorized = known(401, 0, '401: Unauthorized');
export const internalError = known(500, 0, '500: Internal Server Error');
export const unknownChannel = known(404, 10003, 'Unknown Channel');
export const unknownGuild = known(404, 10004, 'Unknown Guild');
export const unknownMember = known(404, 10007, 'Unknown Member');
export const unknownMessage = known(404, 10008, 'Unknown Message');
export const unknownUser = known(404, 10013, 'Unknown User');
export const unknownWebhook = known(404, 10015, 'Unknown Webhook');
export const unknownInteraction = known(404, 10062, 'Unknown interaction');
export const unknownApplication = known(404, 10002, 'Unknown Application');
export const alreadyCrossposted = known(400, 40033, 'This message has already been crossposted.');
export const alreadyAcknowledged = known(400, 40060, 'Interaction has already been acknowledged.');
export const missingAccess = known(403, 50001, 'Missing Access');
export const cannotEditOthers = known(403, 50005, 'Cannot edit a message authored by another user');
export const emptyMessage = known(400, 50006, 'Cannot send an empty message');
export const cannotMessageUser = known(403, 50007, 'Cannot send messages to this user');
export const noMutualGuild = known(
  403,
  50278,
  'Cannot send messages to this user due to having no mutual guilds',
);
export const nonTextChannel = known(400, 50008, 'Cannot send messages in a non-text channel');
export const missingPermissions = known(403, 50013, 'Missing Permissions');
export const wrongChannelType = known(400, 50024, 'Cannot execute action on this channel type');
export const invalidWebhookToken = known(401, 50027, 'Invalid Webhook Token');
export const threadArchived = known(400, 50083, 'Thread is archived');
export const invalidJson = known(400, 50109, 'The request body contains invalid JSON.');
export const tagRequired = known(400, 40067, 'A tag is required to create a forum post in this channel');
export const cannotReplyWithoutHistory = known(
  403,
  160002,
  'Cannot reply without permission to read message history',
);
export const threadExists = known(400, 160004, 'A thread has already been created for this message');
export const threadLocked = known(400, 160005, 'Thread is locked');
