import type { Json } from '../discord-server.ts';
import { createFormErrors, isJson } from '../messages/form-errors.ts';
import { unknownApplication } from '../refusal.ts';
import { type Answer, param } from './route.ts';
import { validateCommands } from './validate-commands.ts';

/** PUT /applications/:application/commands: the list takes the place of the one before. */
export const overwriteCommands: Answer = (call, { world }) => {
  if (param(call, 'application') !== world.applicationId) return unknownApplication();
  const errors = createFormErrors();
  const given = Array.isArray(call.body) ? call.body.filter(isJson) : [];
  if (!Array.isArray(call.body) || given.length !== call.body.length)
    errors.add([], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  validateCommands(given, errors);
  const refusal = errors.refusal();
  if (refusal !== null) return refusal;
  const before = new Map(world.commands.map((command) => [`${command.type} ${command.name}`, command.id]));
  world.commands = given.map((command): Json => {
    const type = command.type ?? 1;
    return {
      default_member_permissions: null,
      nsfw: false,
      integration_types: [0],
      contexts: null,
      description: '',
      ...command,
      type,
      id: before.get(`${type} ${command.name}`) ?? world.ids.nextPlace(),
      application_id: world.applicationId,
      version: world.ids.nextEvent(),
    };
  });
  world.commandWrites += 1;
  return world.commands;
};
