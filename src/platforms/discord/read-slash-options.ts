/** An option of an incoming interaction, as discord.js and Discord's JSON both have it. */
export interface SlashOption {
  name: string;
  value?: string | number | boolean | undefined;
}

/**
 * The named values that `parseNamedOptions` of commands/parse-options.ts takes. Nothing is checked here: Discord's own
 * checks are of the commands that it was told last, which may be older ones.
 */
export function readSlashOptions(options: readonly SlashOption[]): Record<string, string> {
  return Object.fromEntries(
    options.flatMap(({ name, value }) => (value === undefined ? [] : [[name, String(value)]])),
  );
}
